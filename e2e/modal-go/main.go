// A program that uses the official Go client the way people do. It reads one request per line, does
// it, and writes one answer per line, so that a test can ask for one thing after another.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"time"

	modal "github.com/modal-labs/modal-client/go"
)

type request struct {
	Do        string
	App       string
	Function  string
	Class     string
	Params    map[string]any
	Method    string
	Args      []any
	Kwargs    map[string]any
	Call      string
	TimeoutMs *int
	// For "scale".
	MaxContainers *uint32
}

type failure struct {
	Name    string `json:"name"`
	Message string `json:"message"`
}

type answer struct {
	Value any      `json:"value,omitempty"`
	Error *failure `json:"error,omitempty"`
}

// No request takes longer.
const deadline = time.Minute

// Values of some megabytes travel on one line.
const lineBytesMax = 64 << 20

func main() {
	client, err := modal.NewClient()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, lineBytesMax)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		if err := answers.Encode(serve(client, lines.Bytes())); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	client.Close()
}

func serve(client *modal.Client, line []byte) answer {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	var req request
	if err := json.Unmarshal(line, &req); err != nil {
		return failed(err)
	}
	value, err := do(ctx, client, req)
	if err != nil {
		return failed(err)
	}
	return answer{Value: value}
}

func failed(err error) answer {
	name := reflect.TypeOf(err).Name()
	// What the client names wraps what it was told.
	if waited := (modal.TimeoutError{}); errors.As(err, &waited) {
		name = "TimeoutError"
	}
	return answer{Error: &failure{Name: name, Message: err.Error()}}
}

func do(ctx context.Context, client *modal.Client, req request) (any, error) {
	switch req.Do {
	case "get":
		return get(ctx, client, req)
	case "cancel":
		return cancelCall(ctx, client, req)
	}
	f, err := find(ctx, client, req)
	if err != nil {
		return nil, err
	}
	switch req.Do {
	case "call":
		args, kwargs, err := arguments(req)
		if err != nil {
			return nil, err
		}
		value, err := f.Remote(ctx, args, kwargs)
		if err != nil {
			return nil, err
		}
		return write(value)
	case "spawn":
		args, kwargs, err := arguments(req)
		if err != nil {
			return nil, err
		}
		call, err := f.Spawn(ctx, args, kwargs)
		if err != nil {
			return nil, err
		}
		return call.FunctionCallID, nil
	case "stats":
		stats, err := f.GetCurrentStats(ctx, nil)
		if err != nil {
			return nil, err
		}
		return map[string]int{"backlog": stats.Backlog, "numTotalRunners": stats.NumTotalRunners}, nil
	case "scale":
		return f.UpdateAutoscaler(ctx, &modal.FunctionUpdateAutoscalerParams{MaxContainers: req.MaxContainers})
	case "webUrl":
		return f.GetWebURL(), nil
	}
	return nil, fmt.Errorf("no such request: %q", req.Do)
}

// find looks a function up, or a method of an instance of a class.
func find(ctx context.Context, client *modal.Client, req request) (*modal.Function, error) {
	if req.Class == "" {
		return client.Functions.FromName(ctx, req.App, req.Function, nil)
	}
	class, err := client.Cls.FromName(ctx, req.App, req.Class, nil)
	if err != nil {
		return nil, err
	}
	params := map[string]any{}
	for name, written := range req.Params {
		if params[name], err = read(written); err != nil {
			return nil, err
		}
	}
	instance, err := class.Instance(ctx, params)
	if err != nil {
		return nil, err
	}
	return instance.Method(req.Method)
}

func arguments(req request) ([]any, map[string]any, error) {
	args := []any{}
	for _, written := range req.Args {
		value, err := read(written)
		if err != nil {
			return nil, nil, err
		}
		args = append(args, value)
	}
	kwargs := map[string]any{}
	for name, written := range req.Kwargs {
		value, err := read(written)
		if err != nil {
			return nil, nil, err
		}
		kwargs[name] = value
	}
	return args, kwargs, nil
}

func get(ctx context.Context, client *modal.Client, req request) (any, error) {
	call, err := client.FunctionCalls.FromID(ctx, req.Call, nil)
	if err != nil {
		return nil, err
	}
	params := &modal.FunctionCallGetParams{}
	if req.TimeoutMs != nil {
		timeout := time.Duration(*req.TimeoutMs) * time.Millisecond
		params.Timeout = &timeout
	}
	value, err := call.Get(ctx, params)
	if err != nil {
		return nil, err
	}
	return write(value)
}

func cancelCall(ctx context.Context, client *modal.Client, req request) (any, error) {
	call, err := client.FunctionCalls.FromID(ctx, req.Call, nil)
	if err != nil {
		return nil, err
	}
	return nil, call.Cancel(ctx, nil)
}
