import * as $protobuf from "protobufjs";
import Long = require("long");

export namespace lydian {

    namespace native {

        interface IPeerBatch extends lydian.native.PeerBatch.$Properties {
        }

        class PeerBatch {
            constructor(properties?: lydian.native.PeerBatch.$Properties);
            $unknowns?: Uint8Array[];
            items: lydian.native.PeerItem.$Properties[];
            static encode(message: lydian.native.PeerBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.PeerBatch & lydian.native.PeerBatch.$Shape;
        }

        namespace PeerBatch {
            interface $Properties {
                items?: (lydian.native.PeerItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              items?: lydian.native.PeerItem.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IServerBatch extends lydian.native.ServerBatch.$Properties {
        }

        class ServerBatch {
            constructor(properties?: lydian.native.ServerBatch.$Properties);
            $unknowns?: Uint8Array[];
            items: lydian.native.ServerItem.$Properties[];
            static encode(message: lydian.native.ServerBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.ServerBatch & lydian.native.ServerBatch.$Shape;
        }

        namespace ServerBatch {
            interface $Properties {
                items?: (lydian.native.ServerItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              items?: lydian.native.ServerItem.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IPeerItem extends lydian.native.PeerItem.$Properties {
        }

        class PeerItem {
            constructor(properties?: lydian.native.PeerItem.$Properties);
            $unknowns?: Uint8Array[];
            rpc?: (lydian.native.Rpc.$Properties|null);
            rpcCancel?: (lydian.native.RpcCancel.$Properties|null);
            openCall?: (lydian.native.OpenCall.$Properties|null);
            putInputs?: (lydian.native.PutInputs.$Properties|null);
            finishInputs?: (lydian.native.FinishInputs.$Properties|null);
            watch?: (lydian.native.Watch.$Properties|null);
            unwatch?: (lydian.native.Unwatch.$Properties|null);
            credit?: (lydian.native.Credit.$Properties|null);
            cancelCall?: (lydian.native.CancelCall.$Properties|null);
            ready?: (lydian.native.Ready.$Properties|null);
            bootFailed?: (lydian.native.BootFailed.$Properties|null);
            take?: (lydian.native.Take.$Properties|null);
            complete?: (lydian.native.Complete.$Properties|null);
            putChunks?: (lydian.native.PutChunks.$Properties|null);
            log?: (lydian.native.Log.$Properties|null);
            exitFailed?: (lydian.native.ExitFailed.$Properties|null);
            item?: ("rpc"|"rpcCancel"|"openCall"|"putInputs"|"finishInputs"|"watch"|"unwatch"|"credit"|"cancelCall"|"ready"|"bootFailed"|"take"|"complete"|"putChunks"|"log"|"exitFailed");
            static encode(message: lydian.native.PeerItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.PeerItem & lydian.native.PeerItem.$Shape;
        }

        namespace PeerItem {
            interface $Properties {
                rpc?: (lydian.native.Rpc.$Properties|null);
                rpcCancel?: (lydian.native.RpcCancel.$Properties|null);
                openCall?: (lydian.native.OpenCall.$Properties|null);
                putInputs?: (lydian.native.PutInputs.$Properties|null);
                finishInputs?: (lydian.native.FinishInputs.$Properties|null);
                watch?: (lydian.native.Watch.$Properties|null);
                unwatch?: (lydian.native.Unwatch.$Properties|null);
                credit?: (lydian.native.Credit.$Properties|null);
                cancelCall?: (lydian.native.CancelCall.$Properties|null);
                ready?: (lydian.native.Ready.$Properties|null);
                bootFailed?: (lydian.native.BootFailed.$Properties|null);
                take?: (lydian.native.Take.$Properties|null);
                complete?: (lydian.native.Complete.$Properties|null);
                putChunks?: (lydian.native.PutChunks.$Properties|null);
                log?: (lydian.native.Log.$Properties|null);
                exitFailed?: (lydian.native.ExitFailed.$Properties|null);
                item?: ("rpc"|"rpcCancel"|"openCall"|"putInputs"|"finishInputs"|"watch"|"unwatch"|"credit"|"cancelCall"|"ready"|"bootFailed"|"take"|"complete"|"putChunks"|"log"|"exitFailed");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              rpc?: lydian.native.Rpc.$Shape|null;
              rpcCancel?: lydian.native.RpcCancel.$Shape|null;
              openCall?: lydian.native.OpenCall.$Shape|null;
              putInputs?: lydian.native.PutInputs.$Shape|null;
              finishInputs?: lydian.native.FinishInputs.$Shape|null;
              watch?: lydian.native.Watch.$Shape|null;
              unwatch?: lydian.native.Unwatch.$Shape|null;
              credit?: lydian.native.Credit.$Shape|null;
              cancelCall?: lydian.native.CancelCall.$Shape|null;
              ready?: lydian.native.Ready.$Shape|null;
              bootFailed?: lydian.native.BootFailed.$Shape|null;
              take?: lydian.native.Take.$Shape|null;
              complete?: lydian.native.Complete.$Shape|null;
              putChunks?: lydian.native.PutChunks.$Shape|null;
              log?: lydian.native.Log.$Shape|null;
              exitFailed?: lydian.native.ExitFailed.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ item?: undefined; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "rpc"; rpc: lydian.native.Rpc.$Shape; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "rpcCancel"; rpc?: null; rpcCancel: lydian.native.RpcCancel.$Shape; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "openCall"; rpc?: null; rpcCancel?: null; openCall: lydian.native.OpenCall.$Shape; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "putInputs"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs: lydian.native.PutInputs.$Shape; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "finishInputs"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs: lydian.native.FinishInputs.$Shape; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "watch"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch: lydian.native.Watch.$Shape; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "unwatch"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch: lydian.native.Unwatch.$Shape; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "credit"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit: lydian.native.Credit.$Shape; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "cancelCall"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall: lydian.native.CancelCall.$Shape; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "ready"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready: lydian.native.Ready.$Shape; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "bootFailed"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed: lydian.native.BootFailed.$Shape; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "take"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take: lydian.native.Take.$Shape; complete?: null; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "complete"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete: lydian.native.Complete.$Shape; putChunks?: null; log?: null; exitFailed?: null }|{ item?: "putChunks"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks: lydian.native.PutChunks.$Shape; log?: null; exitFailed?: null }|{ item?: "log"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log: lydian.native.Log.$Shape; exitFailed?: null }|{ item?: "exitFailed"; rpc?: null; rpcCancel?: null; openCall?: null; putInputs?: null; finishInputs?: null; watch?: null; unwatch?: null; credit?: null; cancelCall?: null; ready?: null; bootFailed?: null; take?: null; complete?: null; putChunks?: null; log?: null; exitFailed: lydian.native.ExitFailed.$Shape })
            );
        }

        interface IServerItem extends lydian.native.ServerItem.$Properties {
        }

        class ServerItem {
            constructor(properties?: lydian.native.ServerItem.$Properties);
            $unknowns?: Uint8Array[];
            rpcReply?: (lydian.native.RpcReply.$Properties|null);
            callOpened?: (lydian.native.CallOpened.$Properties|null);
            callRefused?: (lydian.native.CallRefused.$Properties|null);
            inputsAccepted?: (lydian.native.InputsAccepted.$Properties|null);
            outputs?: (lydian.native.Outputs.$Properties|null);
            chunks?: (lydian.native.Chunks.$Properties|null);
            assign?: (lydian.native.Assign.$Properties|null);
            deliver?: (lydian.native.Deliver.$Properties|null);
            cancelInputs?: (lydian.native.CancelInputs.$Properties|null);
            stop?: (lydian.native.Stop.$Properties|null);
            chunksStored?: (lydian.native.ChunksStored.$Properties|null);
            item?: ("rpcReply"|"callOpened"|"callRefused"|"inputsAccepted"|"outputs"|"chunks"|"assign"|"deliver"|"cancelInputs"|"stop"|"chunksStored");
            static encode(message: lydian.native.ServerItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.ServerItem & lydian.native.ServerItem.$Shape;
        }

        namespace ServerItem {
            interface $Properties {
                rpcReply?: (lydian.native.RpcReply.$Properties|null);
                callOpened?: (lydian.native.CallOpened.$Properties|null);
                callRefused?: (lydian.native.CallRefused.$Properties|null);
                inputsAccepted?: (lydian.native.InputsAccepted.$Properties|null);
                outputs?: (lydian.native.Outputs.$Properties|null);
                chunks?: (lydian.native.Chunks.$Properties|null);
                assign?: (lydian.native.Assign.$Properties|null);
                deliver?: (lydian.native.Deliver.$Properties|null);
                cancelInputs?: (lydian.native.CancelInputs.$Properties|null);
                stop?: (lydian.native.Stop.$Properties|null);
                chunksStored?: (lydian.native.ChunksStored.$Properties|null);
                item?: ("rpcReply"|"callOpened"|"callRefused"|"inputsAccepted"|"outputs"|"chunks"|"assign"|"deliver"|"cancelInputs"|"stop"|"chunksStored");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              rpcReply?: lydian.native.RpcReply.$Shape|null;
              callOpened?: lydian.native.CallOpened.$Shape|null;
              callRefused?: lydian.native.CallRefused.$Shape|null;
              inputsAccepted?: lydian.native.InputsAccepted.$Shape|null;
              outputs?: lydian.native.Outputs.$Shape|null;
              chunks?: lydian.native.Chunks.$Shape|null;
              assign?: lydian.native.Assign.$Shape|null;
              deliver?: lydian.native.Deliver.$Shape|null;
              cancelInputs?: lydian.native.CancelInputs.$Shape|null;
              stop?: lydian.native.Stop.$Shape|null;
              chunksStored?: lydian.native.ChunksStored.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ item?: undefined; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks?: null; assign?: null; deliver?: null; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "rpcReply"; rpcReply: lydian.native.RpcReply.$Shape; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks?: null; assign?: null; deliver?: null; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "callOpened"; rpcReply?: null; callOpened: lydian.native.CallOpened.$Shape; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks?: null; assign?: null; deliver?: null; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "callRefused"; rpcReply?: null; callOpened?: null; callRefused: lydian.native.CallRefused.$Shape; inputsAccepted?: null; outputs?: null; chunks?: null; assign?: null; deliver?: null; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "inputsAccepted"; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted: lydian.native.InputsAccepted.$Shape; outputs?: null; chunks?: null; assign?: null; deliver?: null; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "outputs"; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs: lydian.native.Outputs.$Shape; chunks?: null; assign?: null; deliver?: null; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "chunks"; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks: lydian.native.Chunks.$Shape; assign?: null; deliver?: null; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "assign"; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks?: null; assign: lydian.native.Assign.$Shape; deliver?: null; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "deliver"; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks?: null; assign?: null; deliver: lydian.native.Deliver.$Shape; cancelInputs?: null; stop?: null; chunksStored?: null }|{ item?: "cancelInputs"; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks?: null; assign?: null; deliver?: null; cancelInputs: lydian.native.CancelInputs.$Shape; stop?: null; chunksStored?: null }|{ item?: "stop"; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks?: null; assign?: null; deliver?: null; cancelInputs?: null; stop: lydian.native.Stop.$Shape; chunksStored?: null }|{ item?: "chunksStored"; rpcReply?: null; callOpened?: null; callRefused?: null; inputsAccepted?: null; outputs?: null; chunks?: null; assign?: null; deliver?: null; cancelInputs?: null; stop?: null; chunksStored: lydian.native.ChunksStored.$Shape })
            );
        }

        interface IRpc extends lydian.native.Rpc.$Properties {
        }

        class Rpc {
            constructor(properties?: lydian.native.Rpc.$Properties);
            $unknowns?: Uint8Array[];
            id: number;
            method: string;
            body: Uint8Array;
            idempotencyKey: string;
            static encode(message: lydian.native.Rpc.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Rpc & lydian.native.Rpc.$Shape;
        }

        namespace Rpc {
            interface $Properties {
                id?: (number|null);
                method?: (string|null);
                body?: (Uint8Array|null);
                idempotencyKey?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Rpc.$Properties;
        }

        interface IRpcCancel extends lydian.native.RpcCancel.$Properties {
        }

        class RpcCancel {
            constructor(properties?: lydian.native.RpcCancel.$Properties);
            $unknowns?: Uint8Array[];
            id: number;
            static encode(message: lydian.native.RpcCancel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.RpcCancel & lydian.native.RpcCancel.$Shape;
        }

        namespace RpcCancel {
            interface $Properties {
                id?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.RpcCancel.$Properties;
        }

        interface IRpcReply extends lydian.native.RpcReply.$Properties {
        }

        class RpcReply {
            constructor(properties?: lydian.native.RpcReply.$Properties);
            $unknowns?: Uint8Array[];
            id: number;
            code: number;
            message: string;
            body?: (Uint8Array|null);
            end: boolean;
            retryAfterMs: number;
            static encode(message: lydian.native.RpcReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.RpcReply & lydian.native.RpcReply.$Shape;
        }

        namespace RpcReply {
            interface $Properties {
                id?: (number|null);
                code?: (number|null);
                message?: (string|null);
                body?: (Uint8Array|null);
                end?: (boolean|null);
                retryAfterMs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.RpcReply.$Properties;
        }

        interface IOpenCall extends lydian.native.OpenCall.$Properties {
        }

        class OpenCall {
            constructor(properties?: lydian.native.OpenCall.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            functionId: string;
            type: number;
            isDetached: boolean;
            parentInputId: string;
            input?: (lydian.native.Input.$Properties|null);
            credit: number;
            wantsChunks: boolean;
            isRepeat: boolean;
            fingerprint: string;
            traceparent: string;
            static encode(message: lydian.native.OpenCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.OpenCall & lydian.native.OpenCall.$Shape;
        }

        namespace OpenCall {
            interface $Properties {
                callId?: (string|null);
                functionId?: (string|null);
                type?: (number|null);
                isDetached?: (boolean|null);
                parentInputId?: (string|null);
                input?: (lydian.native.Input.$Properties|null);
                credit?: (number|null);
                wantsChunks?: (boolean|null);
                isRepeat?: (boolean|null);
                fingerprint?: (string|null);
                traceparent?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.OpenCall.$Properties;
        }

        interface IInput extends lydian.native.Input.$Properties {
        }

        class Input {
            constructor(properties?: lydian.native.Input.$Properties);
            $unknowns?: Uint8Array[];
            index: number;
            format: number;
            data: Uint8Array;
            blobId: string;
            method: string;
            static encode(message: lydian.native.Input.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Input & lydian.native.Input.$Shape;
        }

        namespace Input {
            interface $Properties {
                index?: (number|null);
                format?: (number|null);
                data?: (Uint8Array|null);
                blobId?: (string|null);
                method?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Input.$Properties;
        }

        interface IPutInputs extends lydian.native.PutInputs.$Properties {
        }

        class PutInputs {
            constructor(properties?: lydian.native.PutInputs.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            inputs: lydian.native.Input.$Properties[];
            isRepeat: boolean;
            static encode(message: lydian.native.PutInputs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.PutInputs & lydian.native.PutInputs.$Shape;
        }

        namespace PutInputs {
            interface $Properties {
                callId?: (string|null);
                inputs?: (lydian.native.Input.$Properties[]|null);
                isRepeat?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.PutInputs.$Properties;
        }

        interface IFinishInputs extends lydian.native.FinishInputs.$Properties {
        }

        class FinishInputs {
            constructor(properties?: lydian.native.FinishInputs.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            count: number;
            static encode(message: lydian.native.FinishInputs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.FinishInputs & lydian.native.FinishInputs.$Shape;
        }

        namespace FinishInputs {
            interface $Properties {
                callId?: (string|null);
                count?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.FinishInputs.$Properties;
        }

        interface IWatch extends lydian.native.Watch.$Properties {
        }

        class Watch {
            constructor(properties?: lydian.native.Watch.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            after: number;
            credit: number;
            wantsChunks: boolean;
            afterChunk: number;
            hasRange: boolean;
            from: number;
            to: number;
            static encode(message: lydian.native.Watch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Watch & lydian.native.Watch.$Shape;
        }

        namespace Watch {
            interface $Properties {
                callId?: (string|null);
                after?: (number|null);
                credit?: (number|null);
                wantsChunks?: (boolean|null);
                afterChunk?: (number|null);
                hasRange?: (boolean|null);
                from?: (number|null);
                to?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Watch.$Properties;
        }

        interface IUnwatch extends lydian.native.Unwatch.$Properties {
        }

        class Unwatch {
            constructor(properties?: lydian.native.Unwatch.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            static encode(message: lydian.native.Unwatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Unwatch & lydian.native.Unwatch.$Shape;
        }

        namespace Unwatch {
            interface $Properties {
                callId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Unwatch.$Properties;
        }

        interface ICredit extends lydian.native.Credit.$Properties {
        }

        class Credit {
            constructor(properties?: lydian.native.Credit.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            amount: number;
            static encode(message: lydian.native.Credit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Credit & lydian.native.Credit.$Shape;
        }

        namespace Credit {
            interface $Properties {
                callId?: (string|null);
                amount?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Credit.$Properties;
        }

        interface ICancelCall extends lydian.native.CancelCall.$Properties {
        }

        class CancelCall {
            constructor(properties?: lydian.native.CancelCall.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            terminateContainers: boolean;
            static encode(message: lydian.native.CancelCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.CancelCall & lydian.native.CancelCall.$Shape;
        }

        namespace CancelCall {
            interface $Properties {
                callId?: (string|null);
                terminateContainers?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.CancelCall.$Properties;
        }

        interface ICallOpened extends lydian.native.CallOpened.$Properties {
        }

        class CallOpened {
            constructor(properties?: lydian.native.CallOpened.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            static encode(message: lydian.native.CallOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.CallOpened & lydian.native.CallOpened.$Shape;
        }

        namespace CallOpened {
            interface $Properties {
                callId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.CallOpened.$Properties;
        }

        interface ICallRefused extends lydian.native.CallRefused.$Properties {
        }

        class CallRefused {
            constructor(properties?: lydian.native.CallRefused.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            code: number;
            message: string;
            retryAfterMs: number;
            static encode(message: lydian.native.CallRefused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.CallRefused & lydian.native.CallRefused.$Shape;
        }

        namespace CallRefused {
            interface $Properties {
                callId?: (string|null);
                code?: (number|null);
                message?: (string|null);
                retryAfterMs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.CallRefused.$Properties;
        }

        interface IInputsAccepted extends lydian.native.InputsAccepted.$Properties {
        }

        class InputsAccepted {
            constructor(properties?: lydian.native.InputsAccepted.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            count: number;
            static encode(message: lydian.native.InputsAccepted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.InputsAccepted & lydian.native.InputsAccepted.$Shape;
        }

        namespace InputsAccepted {
            interface $Properties {
                callId?: (string|null);
                count?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.InputsAccepted.$Properties;
        }

        interface IOutputs extends lydian.native.Outputs.$Properties {
        }

        class Outputs {
            constructor(properties?: lydian.native.Outputs.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            outputs: lydian.native.Output.$Properties[];
            cursor: number;
            end: boolean;
            static encode(message: lydian.native.Outputs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Outputs & lydian.native.Outputs.$Shape;
        }

        namespace Outputs {
            interface $Properties {
                callId?: (string|null);
                outputs?: (lydian.native.Output.$Properties[]|null);
                cursor?: (number|null);
                end?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Outputs.$Properties;
        }

        interface IOutput extends lydian.native.Output.$Properties {
        }

        class Output {
            constructor(properties?: lydian.native.Output.$Properties);
            $unknowns?: Uint8Array[];
            index: number;
            result?: (lydian.native.Result.$Properties|null);
            static encode(message: lydian.native.Output.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Output & lydian.native.Output.$Shape;
        }

        namespace Output {
            interface $Properties {
                index?: (number|null);
                result?: (lydian.native.Result.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Output.$Properties;
        }

        interface IResult extends lydian.native.Result.$Properties {
        }

        class Result {
            constructor(properties?: lydian.native.Result.$Properties);
            $unknowns?: Uint8Array[];
            status: number;
            format: number;
            data?: (Uint8Array|null);
            blobId: string;
            exception: string;
            traceback: string;
            static encode(message: lydian.native.Result.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Result & lydian.native.Result.$Shape;
        }

        namespace Result {
            interface $Properties {
                status?: (number|null);
                format?: (number|null);
                data?: (Uint8Array|null);
                blobId?: (string|null);
                exception?: (string|null);
                traceback?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Result.$Properties;
        }

        interface IChunks extends lydian.native.Chunks.$Properties {
        }

        class Chunks {
            constructor(properties?: lydian.native.Chunks.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            chunks: lydian.native.Chunk.$Properties[];
            static encode(message: lydian.native.Chunks.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Chunks & lydian.native.Chunks.$Shape;
        }

        namespace Chunks {
            interface $Properties {
                callId?: (string|null);
                chunks?: (lydian.native.Chunk.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Chunks.$Properties;
        }

        interface IChunk extends lydian.native.Chunk.$Properties {
        }

        class Chunk {
            constructor(properties?: lydian.native.Chunk.$Properties);
            $unknowns?: Uint8Array[];
            index: number;
            format: number;
            data: Uint8Array;
            blobId: string;
            static encode(message: lydian.native.Chunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Chunk & lydian.native.Chunk.$Shape;
        }

        namespace Chunk {
            interface $Properties {
                index?: (number|null);
                format?: (number|null);
                data?: (Uint8Array|null);
                blobId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Chunk.$Properties;
        }

        interface IAssign extends lydian.native.Assign.$Properties {
        }

        class Assign {
            constructor(properties?: lydian.native.Assign.$Properties);
            $unknowns?: Uint8Array[];
            containerId: string;
            appId: string;
            appName: string;
            environmentName: string;
            functionId: string;
            tag: string;
            bundle: Uint8Array;
            sourceMap: Uint8Array;
            environment: { [k: string]: string };
            parameters: Uint8Array;
            maxConcurrentInputs: number;
            functionIds: { [k: string]: string };
            static encode(message: lydian.native.Assign.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Assign & lydian.native.Assign.$Shape;
        }

        namespace Assign {
            interface $Properties {
                containerId?: (string|null);
                appId?: (string|null);
                appName?: (string|null);
                environmentName?: (string|null);
                functionId?: (string|null);
                tag?: (string|null);
                bundle?: (Uint8Array|null);
                sourceMap?: (Uint8Array|null);
                environment?: ({ [k: string]: string }|null);
                parameters?: (Uint8Array|null);
                maxConcurrentInputs?: (number|null);
                functionIds?: ({ [k: string]: string }|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Assign.$Properties;
        }

        interface IReady extends lydian.native.Ready.$Properties {
        }

        class Ready {
            constructor(properties?: lydian.native.Ready.$Properties);
            $unknowns?: Uint8Array[];
            loadedAtMs: number;
            static encode(message: lydian.native.Ready.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Ready & lydian.native.Ready.$Shape;
        }

        namespace Ready {
            interface $Properties {
                loadedAtMs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Ready.$Properties;
        }

        interface IBootFailed extends lydian.native.BootFailed.$Properties {
        }

        class BootFailed {
            constructor(properties?: lydian.native.BootFailed.$Properties);
            $unknowns?: Uint8Array[];
            result?: (lydian.native.Result.$Properties|null);
            static encode(message: lydian.native.BootFailed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.BootFailed & lydian.native.BootFailed.$Shape;
        }

        namespace BootFailed {
            interface $Properties {
                result?: (lydian.native.Result.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.BootFailed.$Properties;
        }

        interface IExitFailed extends lydian.native.ExitFailed.$Properties {
        }

        class ExitFailed {
            constructor(properties?: lydian.native.ExitFailed.$Properties);
            $unknowns?: Uint8Array[];
            result?: (lydian.native.Result.$Properties|null);
            static encode(message: lydian.native.ExitFailed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.ExitFailed & lydian.native.ExitFailed.$Shape;
        }

        namespace ExitFailed {
            interface $Properties {
                result?: (lydian.native.Result.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.ExitFailed.$Properties;
        }

        interface ITake extends lydian.native.Take.$Properties {
        }

        class Take {
            constructor(properties?: lydian.native.Take.$Properties);
            $unknowns?: Uint8Array[];
            slots: number;
            static encode(message: lydian.native.Take.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Take & lydian.native.Take.$Shape;
        }

        namespace Take {
            interface $Properties {
                slots?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Take.$Properties;
        }

        interface IDeliver extends lydian.native.Deliver.$Properties {
        }

        class Deliver {
            constructor(properties?: lydian.native.Deliver.$Properties);
            $unknowns?: Uint8Array[];
            deliveries: lydian.native.Delivery.$Properties[];
            static encode(message: lydian.native.Deliver.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Deliver & lydian.native.Deliver.$Shape;
        }

        namespace Deliver {
            interface $Properties {
                deliveries?: (lydian.native.Delivery.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Deliver.$Properties;
        }

        interface IDelivery extends lydian.native.Delivery.$Properties {
        }

        class Delivery {
            constructor(properties?: lydian.native.Delivery.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            index: number;
            attempt: number;
            format: number;
            data: Uint8Array;
            blobId: string;
            method: string;
            traceparent: string;
            static encode(message: lydian.native.Delivery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Delivery & lydian.native.Delivery.$Shape;
        }

        namespace Delivery {
            interface $Properties {
                callId?: (string|null);
                index?: (number|null);
                attempt?: (number|null);
                format?: (number|null);
                data?: (Uint8Array|null);
                blobId?: (string|null);
                method?: (string|null);
                traceparent?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Delivery.$Properties;
        }

        interface IAttemptRef extends lydian.native.AttemptRef.$Properties {
        }

        class AttemptRef {
            constructor(properties?: lydian.native.AttemptRef.$Properties);
            $unknowns?: Uint8Array[];
            callId: string;
            index: number;
            attempt: number;
            static encode(message: lydian.native.AttemptRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.AttemptRef & lydian.native.AttemptRef.$Shape;
        }

        namespace AttemptRef {
            interface $Properties {
                callId?: (string|null);
                index?: (number|null);
                attempt?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.AttemptRef.$Properties;
        }

        interface ICancelInputs extends lydian.native.CancelInputs.$Properties {
        }

        class CancelInputs {
            constructor(properties?: lydian.native.CancelInputs.$Properties);
            $unknowns?: Uint8Array[];
            attempts: lydian.native.AttemptRef.$Properties[];
            static encode(message: lydian.native.CancelInputs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.CancelInputs & lydian.native.CancelInputs.$Shape;
        }

        namespace CancelInputs {
            interface $Properties {
                attempts?: (lydian.native.AttemptRef.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.CancelInputs.$Properties;
        }

        interface IStop extends lydian.native.Stop.$Properties {
        }

        class Stop {
            constructor(properties?: lydian.native.Stop.$Properties);
            $unknowns?: Uint8Array[];
            graceMs: number;
            isAbrupt: boolean;
            static encode(message: lydian.native.Stop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Stop & lydian.native.Stop.$Shape;
        }

        namespace Stop {
            interface $Properties {
                graceMs?: (number|null);
                isAbrupt?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Stop.$Properties;
        }

        interface IComplete extends lydian.native.Complete.$Properties {
        }

        class Complete {
            constructor(properties?: lydian.native.Complete.$Properties);
            $unknowns?: Uint8Array[];
            attempt?: (lydian.native.AttemptRef.$Properties|null);
            result?: (lydian.native.Result.$Properties|null);
            startedAtMs: number;
            finishedAtMs: number;
            isReturned: boolean;
            static encode(message: lydian.native.Complete.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Complete & lydian.native.Complete.$Shape;
        }

        namespace Complete {
            interface $Properties {
                attempt?: (lydian.native.AttemptRef.$Properties|null);
                result?: (lydian.native.Result.$Properties|null);
                startedAtMs?: (number|null);
                finishedAtMs?: (number|null);
                isReturned?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Complete.$Properties;
        }

        interface IPutChunks extends lydian.native.PutChunks.$Properties {
        }

        class PutChunks {
            constructor(properties?: lydian.native.PutChunks.$Properties);
            $unknowns?: Uint8Array[];
            attempt?: (lydian.native.AttemptRef.$Properties|null);
            chunks: lydian.native.Chunk.$Properties[];
            static encode(message: lydian.native.PutChunks.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.PutChunks & lydian.native.PutChunks.$Shape;
        }

        namespace PutChunks {
            interface $Properties {
                attempt?: (lydian.native.AttemptRef.$Properties|null);
                chunks?: (lydian.native.Chunk.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.PutChunks.$Properties;
        }

        interface IChunksStored extends lydian.native.ChunksStored.$Properties {
        }

        class ChunksStored {
            constructor(properties?: lydian.native.ChunksStored.$Properties);
            $unknowns?: Uint8Array[];
            attempt?: (lydian.native.AttemptRef.$Properties|null);
            through: number;
            static encode(message: lydian.native.ChunksStored.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.ChunksStored & lydian.native.ChunksStored.$Shape;
        }

        namespace ChunksStored {
            interface $Properties {
                attempt?: (lydian.native.AttemptRef.$Properties|null);
                through?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.ChunksStored.$Properties;
        }

        interface ILog extends lydian.native.Log.$Properties {
        }

        class Log {
            constructor(properties?: lydian.native.Log.$Properties);
            $unknowns?: Uint8Array[];
            stream: number;
            text: string;
            atMs: number;
            callId: string;
            index: number;
            static encode(message: lydian.native.Log.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): lydian.native.Log & lydian.native.Log.$Shape;
        }

        namespace Log {
            interface $Properties {
                stream?: (number|null);
                text?: (string|null);
                atMs?: (number|null);
                callId?: (string|null);
                index?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = lydian.native.Log.$Properties;
        }
    }
}
