package main

import (
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"time"
)

// read makes a value of what is written in the notation of e2e/across-languages.
func read(written any) (any, error) {
	switch it := written.(type) {
	case nil, bool, string:
		return it, nil
	case []any:
		list := make([]any, len(it))
		for i, part := range it {
			value, err := read(part)
			if err != nil {
				return nil, err
			}
			list[i] = value
		}
		return list, nil
	case map[string]any:
		for kind, content := range it {
			return readKind(kind, content)
		}
	}
	return nil, fmt.Errorf("not in the notation: %v", written)
}

func readKind(kind string, content any) (any, error) {
	if kind == "map" {
		return readMap(content.([]any))
	}
	text := content.(string)
	switch kind {
	case "int":
		if small, err := strconv.ParseInt(text, 10, 64); err == nil {
			return small, nil
		}
		large, ok := new(big.Int).SetString(text, 10)
		if !ok {
			return nil, fmt.Errorf("not a whole number: %q", text)
		}
		return large, nil
	case "float":
		return strconv.ParseFloat(text, 64)
	case "bytes":
		return hex.DecodeString(text)
	case "date":
		return time.Parse(time.RFC3339Nano, text)
	}
	return nil, fmt.Errorf("not in the notation: %q", kind)
}

// readMap makes a map with string keys where they are that, as people write it in Go.
func readMap(pairs []any) (any, error) {
	named := map[string]any{}
	anyKeys := map[any]any{}
	for _, pair := range pairs {
		key, err := read(pair.([]any)[0])
		if err != nil {
			return nil, err
		}
		value, err := read(pair.([]any)[1])
		if err != nil {
			return nil, err
		}
		anyKeys[key] = value
		if name, ok := key.(string); ok {
			named[name] = value
		}
	}
	if len(named) == len(anyKeys) {
		return named, nil
	}
	return anyKeys, nil
}

// write writes a value down in the notation.
func write(value any) (any, error) {
	switch it := value.(type) {
	case nil, bool, string:
		return it, nil
	case int64:
		return kind("int", strconv.FormatInt(it, 10)), nil
	case uint64:
		return kind("int", strconv.FormatUint(it, 10)), nil
	case big.Int:
		return kind("int", it.String()), nil
	case *big.Int:
		return kind("int", it.String()), nil
	case float32:
		return kind("float", writeFloat(float64(it))), nil
	case float64:
		return kind("float", writeFloat(it)), nil
	case []byte:
		return kind("bytes", hex.EncodeToString(it)), nil
	case time.Time:
		return kind("date", it.UTC().Format("2006-01-02T15:04:05.000Z")), nil
	case []any:
		list := make([]any, len(it))
		for i, part := range it {
			written, err := write(part)
			if err != nil {
				return nil, err
			}
			list[i] = written
		}
		return list, nil
	case map[any]any:
		pairs := [][]any{}
		for key, part := range it {
			writtenKey, err := write(key)
			if err != nil {
				return nil, err
			}
			written, err := write(part)
			if err != nil {
				return nil, err
			}
			pairs = append(pairs, []any{writtenKey, written})
		}
		return map[string]any{"map": pairs}, nil
	}
	return nil, fmt.Errorf("the notation has no %T", value)
}

func kind(name string, text string) map[string]any {
	return map[string]any{name: text}
}

func writeFloat(value float64) string {
	switch {
	case math.IsNaN(value):
		return "nan"
	case math.IsInf(value, 1):
		return "inf"
	case math.IsInf(value, -1):
		return "-inf"
	}
	return strconv.FormatFloat(value, 'g', -1, 64)
}
