"""Functions with images."""

import os
import pathlib
import sys

import modal

here = pathlib.Path(__file__).parent
app = modal.App("images")


plain = modal.Image.debian_slim()
installed = plain.pip_install("iniconfig==2.0.0")
furnished = (
    installed.env({"FROM_IMAGE": "yes", "OVERRIDDEN": "by the image"})
    .run_commands("mkdir -p /opt/made && echo made > /opt/made/file", "echo $FROM_IMAGE > /opt/made/variable")
    .workdir("/opt/made")
    .add_local_file(here / "secrets.env", "/data/settings", copy=False)
    .add_local_dir(here / "shop", "/data/shop")
    .add_local_python_source("my_shared_app")
)


@app.function(image=installed)
def package_version():
    import importlib.metadata

    return importlib.metadata.version("iniconfig"), "{}.{}".format(*sys.version_info)


@app.function(image=furnished, env={"OVERRIDDEN": "by the function"})
def look_around():
    import my_shared_app

    return {
        "variables": [os.environ.get(name) for name in ("FROM_IMAGE", "OVERRIDDEN")],
        "directory": os.getcwd(),
        "made": pathlib.Path("file").read_text(),
        "variable": pathlib.Path("/opt/made/variable").read_text(),
        "settings": pathlib.Path("/data/settings").read_text().splitlines()[0],
        "shop": sorted(path.name for path in pathlib.Path("/data/shop").iterdir() if path.suffix == ".py"),
        "module": my_shared_app.app.name,
    }


@app.function()
def has_package():
    import importlib.util

    return importlib.util.find_spec("iniconfig") is not None
