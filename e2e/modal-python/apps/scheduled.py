"""Functions that run by themselves."""

import modal

app = modal.App("scheduled")
ticks = modal.Queue.from_name("ticks", create_if_missing=True)


@app.function(schedule=modal.Period(seconds=1.5))
def tick():
    ticks.put(modal.current_function_call_id())


@app.function(schedule=modal.Cron("* * * * *", timezone="Asia/Tokyo"))
def strike():
    ticks.put("the minute", partition="minutes")
