"""Receives spans by OTLP over HTTP, reads them by the protocol's own definitions, and says each as a line of JSON."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)


def value_of(value):
    return getattr(value, value.WhichOneof("value") or "string_value")


def attributes_of(attributes):
    return {attribute.key: value_of(attribute.value) for attribute in attributes}


class Collector(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        request = ExportTraceServiceRequest.FromString(self.read_body())
        assert self.path == "/v1/traces" and self.headers["content-type"] == "application/x-protobuf"
        for resource_spans in request.resource_spans:
            resource = attributes_of(resource_spans.resource.attributes)
            for scope_spans in resource_spans.scope_spans:
                for span in scope_spans.spans:
                    self.say(resource, span)
        reply = ExportTraceServiceResponse().SerializeToString()
        self.send_response(200)
        self.send_header("content-type", "application/x-protobuf")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def read_body(self):
        if self.headers["content-length"] is not None:
            return self.rfile.read(int(self.headers["content-length"]))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def say(self, resource, span):
        line = {
            "service": resource.get("service.name"),
            "traceId": span.trace_id.hex(),
            "spanId": span.span_id.hex(),
            "parentSpanId": span.parent_span_id.hex(),
            "name": span.name,
            "kind": span.kind,
            "startMs": span.start_time_unix_nano / 1e6,
            "endMs": span.end_time_unix_nano / 1e6,
            "status": span.status.code,
            "message": span.status.message,
            "attributes": attributes_of(span.attributes),
        }
        print(json.dumps(line), flush=True)

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
print(json.dumps({"port": server.server_port}), flush=True)
server.serve_forever()
