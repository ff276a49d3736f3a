import * as $protobuf from "protobufjs";
import Long = require("long");

export namespace modal {

    namespace client {

        enum DataFormat {
            DATA_FORMAT_UNSPECIFIED = 0,
            DATA_FORMAT_PICKLE = 1,
            DATA_FORMAT_ASGI = 2,
            DATA_FORMAT_GENERATOR_DONE = 3,
            DATA_FORMAT_CBOR = 4
        }

        enum ObjectCreationType {
            OBJECT_CREATION_TYPE_UNSPECIFIED = 0,
            OBJECT_CREATION_TYPE_CREATE_IF_MISSING = 1,
            OBJECT_CREATION_TYPE_CREATE_FAIL_IF_EXISTS = 2,
            OBJECT_CREATION_TYPE_CREATE_OVERWRITE_IF_EXISTS = 3,
            OBJECT_CREATION_TYPE_ANONYMOUS_OWNED_BY_APP = 4,
            OBJECT_CREATION_TYPE_EPHEMERAL = 5
        }

        interface IWarning extends modal.client.Warning.$Properties {
        }

        class Warning {
            constructor(properties?: modal.client.Warning.$Properties);
            $unknowns?: Uint8Array[];
            type: modal.client.Warning.WarningType;
            message: string;
            static encode(message: modal.client.Warning.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Warning & modal.client.Warning.$Shape;
        }

        namespace Warning {
            interface $Properties {
                type?: (modal.client.Warning.WarningType|null);
                message?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.Warning.$Properties;

            enum WarningType {
                WARNING_TYPE_UNSPECIFIED = 0,
                WARNING_TYPE_CLIENT_DEPRECATION = 1,
                WARNING_TYPE_RESOURCE_LIMIT = 2,
                WARNING_TYPE_FUNCTION_CONFIGURATION = 3
            }
        }

        interface ICreationInfo extends modal.client.CreationInfo.$Properties {
        }

        class CreationInfo {
            constructor(properties?: modal.client.CreationInfo.$Properties);
            $unknowns?: Uint8Array[];
            createdAt: number;
            createdBy: string;
            static encode(message: modal.client.CreationInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.CreationInfo & modal.client.CreationInfo.$Shape;
        }

        namespace CreationInfo {
            interface $Properties {
                createdAt?: (number|null);
                createdBy?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.CreationInfo.$Properties;
        }

        interface IListPagination extends modal.client.ListPagination.$Properties {
        }

        class ListPagination {
            constructor(properties?: modal.client.ListPagination.$Properties);
            $unknowns?: Uint8Array[];
            maxObjects: number;
            createdBefore: number;
            static encode(message: modal.client.ListPagination.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ListPagination & modal.client.ListPagination.$Shape;
        }

        namespace ListPagination {
            interface $Properties {
                maxObjects?: (number|null);
                createdBefore?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ListPagination.$Properties;
        }

        interface IRPCStatus extends modal.client.RPCStatus.$Properties {
        }

        class RPCStatus {
            constructor(properties?: modal.client.RPCStatus.$Properties);
            $unknowns?: Uint8Array[];
            code: number;
            message: string;
            details: google.protobuf.Any.$Properties[];
            static encode(message: modal.client.RPCStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.RPCStatus & modal.client.RPCStatus.$Shape;
        }

        namespace RPCStatus {
            interface $Properties {
                code?: (number|null);
                message?: (string|null);
                details?: (google.protobuf.Any.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.RPCStatus.$Properties;
        }

        interface IRPCRetryPolicy extends modal.client.RPCRetryPolicy.$Properties {
        }

        class RPCRetryPolicy {
            constructor(properties?: modal.client.RPCRetryPolicy.$Properties);
            $unknowns?: Uint8Array[];
            retryAfterSecs: number;
            static encode(message: modal.client.RPCRetryPolicy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.RPCRetryPolicy & modal.client.RPCRetryPolicy.$Shape;
        }

        namespace RPCRetryPolicy {
            interface $Properties {
                retryAfterSecs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.RPCRetryPolicy.$Properties;
        }

        interface IAuthTokenGetRequest extends modal.client.AuthTokenGetRequest.$Properties {
        }

        class AuthTokenGetRequest {
            constructor(properties?: modal.client.AuthTokenGetRequest.$Properties);
            $unknowns?: Uint8Array[];
            static encode(message: modal.client.AuthTokenGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AuthTokenGetRequest & modal.client.AuthTokenGetRequest.$Shape;
        }

        namespace AuthTokenGetRequest {
            interface $Properties {
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AuthTokenGetRequest.$Properties;
        }

        interface IAuthTokenGetResponse extends modal.client.AuthTokenGetResponse.$Properties {
        }

        class AuthTokenGetResponse {
            constructor(properties?: modal.client.AuthTokenGetResponse.$Properties);
            $unknowns?: Uint8Array[];
            token: string;
            static encode(message: modal.client.AuthTokenGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AuthTokenGetResponse & modal.client.AuthTokenGetResponse.$Shape;
        }

        namespace AuthTokenGetResponse {
            interface $Properties {
                token?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AuthTokenGetResponse.$Properties;
        }

        interface IClientHelloResponse extends modal.client.ClientHelloResponse.$Properties {
        }

        class ClientHelloResponse {
            constructor(properties?: modal.client.ClientHelloResponse.$Properties);
            $unknowns?: Uint8Array[];
            warning: string;
            imageBuilderVersion: string;
            serverWarnings: modal.client.Warning.$Properties[];
            static encode(message: modal.client.ClientHelloResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClientHelloResponse & modal.client.ClientHelloResponse.$Shape;
        }

        namespace ClientHelloResponse {
            interface $Properties {
                warning?: (string|null);
                imageBuilderVersion?: (string|null);
                serverWarnings?: (modal.client.Warning.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ClientHelloResponse.$Properties;
        }

        interface ITokenInfoGetRequest extends modal.client.TokenInfoGetRequest.$Properties {
        }

        class TokenInfoGetRequest {
            constructor(properties?: modal.client.TokenInfoGetRequest.$Properties);
            $unknowns?: Uint8Array[];
            static encode(message: modal.client.TokenInfoGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TokenInfoGetRequest & modal.client.TokenInfoGetRequest.$Shape;
        }

        namespace TokenInfoGetRequest {
            interface $Properties {
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TokenInfoGetRequest.$Properties;
        }

        interface ITokenInfoGetResponse extends modal.client.TokenInfoGetResponse.$Properties {
        }

        class TokenInfoGetResponse {
            constructor(properties?: modal.client.TokenInfoGetResponse.$Properties);
            $unknowns?: Uint8Array[];
            tokenId: string;
            workspaceId: string;
            workspaceName: string;
            userIdentity?: (modal.client.UserIdentity.$Properties|null);
            createdAt?: (google.protobuf.Timestamp.$Properties|null);
            expiresAt?: (google.protobuf.Timestamp.$Properties|null);
            tokenName: string;
            identity?: "userIdentity";
            static encode(message: modal.client.TokenInfoGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TokenInfoGetResponse & modal.client.TokenInfoGetResponse.$Shape;
        }

        namespace TokenInfoGetResponse {
            interface $Properties {
                tokenId?: (string|null);
                workspaceId?: (string|null);
                workspaceName?: (string|null);
                userIdentity?: (modal.client.UserIdentity.$Properties|null);
                createdAt?: (google.protobuf.Timestamp.$Properties|null);
                expiresAt?: (google.protobuf.Timestamp.$Properties|null);
                tokenName?: (string|null);
                identity?: "userIdentity";
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              tokenId?: string|null;
              workspaceId?: string|null;
              workspaceName?: string|null;
              userIdentity?: modal.client.UserIdentity.$Shape|null;
              createdAt?: google.protobuf.Timestamp.$Shape|null;
              expiresAt?: google.protobuf.Timestamp.$Shape|null;
              tokenName?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ identity?: undefined; userIdentity?: null }|{ identity?: "userIdentity"; userIdentity: modal.client.UserIdentity.$Shape })
            );
        }

        interface IUserIdentity extends modal.client.UserIdentity.$Properties {
        }

        class UserIdentity {
            constructor(properties?: modal.client.UserIdentity.$Properties);
            $unknowns?: Uint8Array[];
            userId: string;
            username: string;
            static encode(message: modal.client.UserIdentity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.UserIdentity & modal.client.UserIdentity.$Shape;
        }

        namespace UserIdentity {
            interface $Properties {
                userId?: (string|null);
                username?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.UserIdentity.$Properties;
        }

        interface IWorkspaceNameLookupResponse extends modal.client.WorkspaceNameLookupResponse.$Properties {
        }

        class WorkspaceNameLookupResponse {
            constructor(properties?: modal.client.WorkspaceNameLookupResponse.$Properties);
            $unknowns?: Uint8Array[];
            workspaceName: string;
            username: string;
            static encode(message: modal.client.WorkspaceNameLookupResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.WorkspaceNameLookupResponse & modal.client.WorkspaceNameLookupResponse.$Shape;
        }

        namespace WorkspaceNameLookupResponse {
            interface $Properties {
                workspaceName?: (string|null);
                username?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.WorkspaceNameLookupResponse.$Properties;
        }

        interface IWorkspaceSettingsResponse extends modal.client.WorkspaceSettingsResponse.$Properties {
        }

        class WorkspaceSettingsResponse {
            constructor(properties?: modal.client.WorkspaceSettingsResponse.$Properties);
            $unknowns?: Uint8Array[];
            defaultEnvironmentName: string;
            imageBuilderVersion: string;
            static encode(message: modal.client.WorkspaceSettingsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.WorkspaceSettingsResponse & modal.client.WorkspaceSettingsResponse.$Shape;
        }

        namespace WorkspaceSettingsResponse {
            interface $Properties {
                defaultEnvironmentName?: (string|null);
                imageBuilderVersion?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.WorkspaceSettingsResponse.$Properties;
        }

        interface IWorkspaceDashboardUrlRequest extends modal.client.WorkspaceDashboardUrlRequest.$Properties {
        }

        class WorkspaceDashboardUrlRequest {
            constructor(properties?: modal.client.WorkspaceDashboardUrlRequest.$Properties);
            $unknowns?: Uint8Array[];
            environmentName: string;
            static encode(message: modal.client.WorkspaceDashboardUrlRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.WorkspaceDashboardUrlRequest & modal.client.WorkspaceDashboardUrlRequest.$Shape;
        }

        namespace WorkspaceDashboardUrlRequest {
            interface $Properties {
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.WorkspaceDashboardUrlRequest.$Properties;
        }

        interface IWorkspaceDashboardUrlResponse extends modal.client.WorkspaceDashboardUrlResponse.$Properties {
        }

        class WorkspaceDashboardUrlResponse {
            constructor(properties?: modal.client.WorkspaceDashboardUrlResponse.$Properties);
            $unknowns?: Uint8Array[];
            url: string;
            static encode(message: modal.client.WorkspaceDashboardUrlResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.WorkspaceDashboardUrlResponse & modal.client.WorkspaceDashboardUrlResponse.$Shape;
        }

        namespace WorkspaceDashboardUrlResponse {
            interface $Properties {
                url?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.WorkspaceDashboardUrlResponse.$Properties;
        }

        interface ITokenFlowCreateRequest extends modal.client.TokenFlowCreateRequest.$Properties {
        }

        class TokenFlowCreateRequest {
            constructor(properties?: modal.client.TokenFlowCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            utmSource: string;
            localhostPort: number;
            nextUrl: string;
            expiresInSeconds: number;
            static encode(message: modal.client.TokenFlowCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TokenFlowCreateRequest & modal.client.TokenFlowCreateRequest.$Shape;
        }

        namespace TokenFlowCreateRequest {
            interface $Properties {
                utmSource?: (string|null);
                localhostPort?: (number|null);
                nextUrl?: (string|null);
                expiresInSeconds?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TokenFlowCreateRequest.$Properties;
        }

        interface ITokenFlowCreateResponse extends modal.client.TokenFlowCreateResponse.$Properties {
        }

        class TokenFlowCreateResponse {
            constructor(properties?: modal.client.TokenFlowCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            tokenFlowId: string;
            webUrl: string;
            code: string;
            waitSecret: string;
            static encode(message: modal.client.TokenFlowCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TokenFlowCreateResponse & modal.client.TokenFlowCreateResponse.$Shape;
        }

        namespace TokenFlowCreateResponse {
            interface $Properties {
                tokenFlowId?: (string|null);
                webUrl?: (string|null);
                code?: (string|null);
                waitSecret?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TokenFlowCreateResponse.$Properties;
        }

        interface ITokenFlowWaitRequest extends modal.client.TokenFlowWaitRequest.$Properties {
        }

        class TokenFlowWaitRequest {
            constructor(properties?: modal.client.TokenFlowWaitRequest.$Properties);
            $unknowns?: Uint8Array[];
            timeout: number;
            tokenFlowId: string;
            waitSecret: string;
            static encode(message: modal.client.TokenFlowWaitRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TokenFlowWaitRequest & modal.client.TokenFlowWaitRequest.$Shape;
        }

        namespace TokenFlowWaitRequest {
            interface $Properties {
                timeout?: (number|null);
                tokenFlowId?: (string|null);
                waitSecret?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TokenFlowWaitRequest.$Properties;
        }

        interface ITokenFlowWaitResponse extends modal.client.TokenFlowWaitResponse.$Properties {
        }

        class TokenFlowWaitResponse {
            constructor(properties?: modal.client.TokenFlowWaitResponse.$Properties);
            $unknowns?: Uint8Array[];
            tokenId: string;
            tokenSecret: string;
            timeout: boolean;
            workspaceUsername: string;
            static encode(message: modal.client.TokenFlowWaitResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TokenFlowWaitResponse & modal.client.TokenFlowWaitResponse.$Shape;
        }

        namespace TokenFlowWaitResponse {
            interface $Properties {
                tokenId?: (string|null);
                tokenSecret?: (string|null);
                timeout?: (boolean|null);
                workspaceUsername?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TokenFlowWaitResponse.$Properties;
        }

        interface ITokenDeleteRequest extends modal.client.TokenDeleteRequest.$Properties {
        }

        class TokenDeleteRequest {
            constructor(properties?: modal.client.TokenDeleteRequest.$Properties);
            $unknowns?: Uint8Array[];
            tokenId: string;
            static encode(message: modal.client.TokenDeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TokenDeleteRequest & modal.client.TokenDeleteRequest.$Shape;
        }

        namespace TokenDeleteRequest {
            interface $Properties {
                tokenId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TokenDeleteRequest.$Properties;
        }

        interface IFunctionHandleMetadata extends modal.client.FunctionHandleMetadata.$Properties {
        }

        class FunctionHandleMetadata {
            constructor(properties?: modal.client.FunctionHandleMetadata.$Properties);
            $unknowns?: Uint8Array[];
            functionName: string;
            functionType: modal.client.Function.FunctionType;
            webUrl: string;
            isMethod: boolean;
            useFunctionId: string;
            useMethodName: string;
            definitionId: string;
            classParameterInfo?: (modal.client.ClassParameterInfo.$Properties|null);
            methodHandleMetadata: { [k: string]: modal.client.FunctionHandleMetadata.$Properties };
            functionSchema: Uint8Array;
            maxObjectSizeBytes?: (number|Long|null);
            supportedInputFormats: modal.client.DataFormat[];
            supportedOutputFormats: modal.client.DataFormat[];
            appId: string;
            maxAsyncObjectSizeBytes?: (number|Long|null);
            static encode(message: modal.client.FunctionHandleMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionHandleMetadata & modal.client.FunctionHandleMetadata.$Shape;
        }

        namespace FunctionHandleMetadata {
            interface $Properties {
                functionName?: (string|null);
                functionType?: (modal.client.Function.FunctionType|null);
                webUrl?: (string|null);
                isMethod?: (boolean|null);
                useFunctionId?: (string|null);
                useMethodName?: (string|null);
                definitionId?: (string|null);
                classParameterInfo?: (modal.client.ClassParameterInfo.$Properties|null);
                methodHandleMetadata?: ({ [k: string]: modal.client.FunctionHandleMetadata.$Properties }|null);
                functionSchema?: (Uint8Array|null);
                maxObjectSizeBytes?: (number|Long|null);
                supportedInputFormats?: (modal.client.DataFormat[]|null);
                supportedOutputFormats?: (modal.client.DataFormat[]|null);
                appId?: (string|null);
                maxAsyncObjectSizeBytes?: (number|Long|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              functionName?: string|null;
              functionType?: modal.client.Function.FunctionType|null;
              webUrl?: string|null;
              isMethod?: boolean|null;
              useFunctionId?: string|null;
              useMethodName?: string|null;
              definitionId?: string|null;
              classParameterInfo?: modal.client.ClassParameterInfo.$Shape|null;
              methodHandleMetadata?: { [k: string]: modal.client.FunctionHandleMetadata.$Shape }|null;
              functionSchema?: Uint8Array|null;
              maxObjectSizeBytes?: number|Long|null;
              supportedInputFormats?: modal.client.DataFormat[]|null;
              supportedOutputFormats?: modal.client.DataFormat[]|null;
              appId?: string|null;
              maxAsyncObjectSizeBytes?: number|Long|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IClassHandleMetadata extends modal.client.ClassHandleMetadata.$Properties {
        }

        class ClassHandleMetadata {
            constructor(properties?: modal.client.ClassHandleMetadata.$Properties);
            $unknowns?: Uint8Array[];
            classFunctionId: string;
            classFunctionMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
            static encode(message: modal.client.ClassHandleMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassHandleMetadata & modal.client.ClassHandleMetadata.$Shape;
        }

        namespace ClassHandleMetadata {
            interface $Properties {
                classFunctionId?: (string|null);
                classFunctionMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              classFunctionId?: string|null;
              classFunctionMetadata?: modal.client.FunctionHandleMetadata.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        enum ParameterType {
            PARAM_TYPE_UNSPECIFIED = 0,
            PARAM_TYPE_STRING = 1,
            PARAM_TYPE_INT = 2,
            PARAM_TYPE_PICKLE = 3,
            PARAM_TYPE_BYTES = 4,
            PARAM_TYPE_UNKNOWN = 5,
            PARAM_TYPE_LIST = 6,
            PARAM_TYPE_DICT = 7,
            PARAM_TYPE_NONE = 8,
            PARAM_TYPE_BOOL = 9
        }

        interface IClassParameterInfo extends modal.client.ClassParameterInfo.$Properties {
        }

        class ClassParameterInfo {
            constructor(properties?: modal.client.ClassParameterInfo.$Properties);
            $unknowns?: Uint8Array[];
            format: modal.client.ClassParameterInfo.ParameterSerializationFormat;
            schema: modal.client.ClassParameterSpec.$Properties[];
            static encode(message: modal.client.ClassParameterInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassParameterInfo & modal.client.ClassParameterInfo.$Shape;
        }

        namespace ClassParameterInfo {
            interface $Properties {
                format?: (modal.client.ClassParameterInfo.ParameterSerializationFormat|null);
                schema?: (modal.client.ClassParameterSpec.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              format?: modal.client.ClassParameterInfo.ParameterSerializationFormat|null;
              schema?: modal.client.ClassParameterSpec.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };

            enum ParameterSerializationFormat {
                PARAM_SERIALIZATION_FORMAT_UNSPECIFIED = 0,
                PARAM_SERIALIZATION_FORMAT_PICKLE = 1,
                PARAM_SERIALIZATION_FORMAT_PROTO = 2
            }
        }

        interface IClassParameterSpec extends modal.client.ClassParameterSpec.$Properties {
        }

        class ClassParameterSpec {
            constructor(properties?: modal.client.ClassParameterSpec.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            type: modal.client.ParameterType;
            hasDefault: boolean;
            stringDefault?: (string|null);
            intDefault?: (number|Long|null);
            pickleDefault?: (Uint8Array|null);
            bytesDefault?: (Uint8Array|null);
            boolDefault?: (boolean|null);
            fullType?: (modal.client.GenericPayloadType.$Properties|null);
            defaultOneof?: ("stringDefault"|"intDefault"|"pickleDefault"|"bytesDefault"|"boolDefault");
            static encode(message: modal.client.ClassParameterSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassParameterSpec & modal.client.ClassParameterSpec.$Shape;
        }

        namespace ClassParameterSpec {
            interface $Properties {
                name?: (string|null);
                type?: (modal.client.ParameterType|null);
                hasDefault?: (boolean|null);
                stringDefault?: (string|null);
                intDefault?: (number|Long|null);
                pickleDefault?: (Uint8Array|null);
                bytesDefault?: (Uint8Array|null);
                boolDefault?: (boolean|null);
                fullType?: (modal.client.GenericPayloadType.$Properties|null);
                defaultOneof?: ("stringDefault"|"intDefault"|"pickleDefault"|"bytesDefault"|"boolDefault");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              name?: string|null;
              type?: modal.client.ParameterType|null;
              hasDefault?: boolean|null;
              stringDefault?: string|null;
              intDefault?: number|Long|null;
              pickleDefault?: Uint8Array|null;
              bytesDefault?: Uint8Array|null;
              boolDefault?: boolean|null;
              fullType?: modal.client.GenericPayloadType.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ defaultOneof?: undefined; stringDefault?: null; intDefault?: null; pickleDefault?: null; bytesDefault?: null; boolDefault?: null }|{ defaultOneof?: "stringDefault"; stringDefault: string; intDefault?: null; pickleDefault?: null; bytesDefault?: null; boolDefault?: null }|{ defaultOneof?: "intDefault"; stringDefault?: null; intDefault: number|Long; pickleDefault?: null; bytesDefault?: null; boolDefault?: null }|{ defaultOneof?: "pickleDefault"; stringDefault?: null; intDefault?: null; pickleDefault: Uint8Array; bytesDefault?: null; boolDefault?: null }|{ defaultOneof?: "bytesDefault"; stringDefault?: null; intDefault?: null; pickleDefault?: null; bytesDefault: Uint8Array; boolDefault?: null }|{ defaultOneof?: "boolDefault"; stringDefault?: null; intDefault?: null; pickleDefault?: null; bytesDefault?: null; boolDefault: boolean })
            );
        }

        interface IGenericPayloadType extends modal.client.GenericPayloadType.$Properties {
        }

        class GenericPayloadType {
            constructor(properties?: modal.client.GenericPayloadType.$Properties);
            $unknowns?: Uint8Array[];
            baseType: modal.client.ParameterType;
            subTypes: modal.client.GenericPayloadType.$Properties[];
            static encode(message: modal.client.GenericPayloadType.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.GenericPayloadType & modal.client.GenericPayloadType.$Shape;
        }

        namespace GenericPayloadType {
            interface $Properties {
                baseType?: (modal.client.ParameterType|null);
                subTypes?: (modal.client.GenericPayloadType.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.GenericPayloadType.$Properties;
        }

        interface IClassParameterSet extends modal.client.ClassParameterSet.$Properties {
        }

        class ClassParameterSet {
            constructor(properties?: modal.client.ClassParameterSet.$Properties);
            $unknowns?: Uint8Array[];
            parameters: modal.client.ClassParameterValue.$Properties[];
            static encode(message: modal.client.ClassParameterSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassParameterSet & modal.client.ClassParameterSet.$Shape;
        }

        namespace ClassParameterSet {
            interface $Properties {
                parameters?: (modal.client.ClassParameterValue.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              parameters?: modal.client.ClassParameterValue.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IClassParameterValue extends modal.client.ClassParameterValue.$Properties {
        }

        class ClassParameterValue {
            constructor(properties?: modal.client.ClassParameterValue.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            type: modal.client.ParameterType;
            stringValue?: (string|null);
            intValue?: (number|Long|null);
            pickleValue?: (Uint8Array|null);
            bytesValue?: (Uint8Array|null);
            boolValue?: (boolean|null);
            valueOneof?: ("stringValue"|"intValue"|"pickleValue"|"bytesValue"|"boolValue");
            static encode(message: modal.client.ClassParameterValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassParameterValue & modal.client.ClassParameterValue.$Shape;
        }

        namespace ClassParameterValue {
            interface $Properties {
                name?: (string|null);
                type?: (modal.client.ParameterType|null);
                stringValue?: (string|null);
                intValue?: (number|Long|null);
                pickleValue?: (Uint8Array|null);
                bytesValue?: (Uint8Array|null);
                boolValue?: (boolean|null);
                valueOneof?: ("stringValue"|"intValue"|"pickleValue"|"bytesValue"|"boolValue");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              name?: string|null;
              type?: modal.client.ParameterType|null;
              stringValue?: string|null;
              intValue?: number|Long|null;
              pickleValue?: Uint8Array|null;
              bytesValue?: Uint8Array|null;
              boolValue?: boolean|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ valueOneof?: undefined; stringValue?: null; intValue?: null; pickleValue?: null; bytesValue?: null; boolValue?: null }|{ valueOneof?: "stringValue"; stringValue: string; intValue?: null; pickleValue?: null; bytesValue?: null; boolValue?: null }|{ valueOneof?: "intValue"; stringValue?: null; intValue: number|Long; pickleValue?: null; bytesValue?: null; boolValue?: null }|{ valueOneof?: "pickleValue"; stringValue?: null; intValue?: null; pickleValue: Uint8Array; bytesValue?: null; boolValue?: null }|{ valueOneof?: "bytesValue"; stringValue?: null; intValue?: null; pickleValue?: null; bytesValue: Uint8Array; boolValue?: null }|{ valueOneof?: "boolValue"; stringValue?: null; intValue?: null; pickleValue?: null; bytesValue?: null; boolValue: boolean })
            );
        }

        interface IFunctionGetRequest extends modal.client.FunctionGetRequest.$Properties {
        }

        class FunctionGetRequest {
            constructor(properties?: modal.client.FunctionGetRequest.$Properties);
            $unknowns?: Uint8Array[];
            appName: string;
            objectTag: string;
            environmentName: string;
            appVersion: number;
            static encode(message: modal.client.FunctionGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetRequest & modal.client.FunctionGetRequest.$Shape;
        }

        namespace FunctionGetRequest {
            interface $Properties {
                appName?: (string|null);
                objectTag?: (string|null);
                environmentName?: (string|null);
                appVersion?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetRequest.$Properties;
        }

        interface IFunctionGetResponse extends modal.client.FunctionGetResponse.$Properties {
        }

        class FunctionGetResponse {
            constructor(properties?: modal.client.FunctionGetResponse.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
            serverWarnings: modal.client.Warning.$Properties[];
            function?: (modal.client.FunctionData.$Properties|null);
            static encode(message: modal.client.FunctionGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetResponse & modal.client.FunctionGetResponse.$Shape;
        }

        namespace FunctionGetResponse {
            interface $Properties {
                functionId?: (string|null);
                handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
                serverWarnings?: (modal.client.Warning.$Properties[]|null);
                "function"?: (modal.client.FunctionData.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              functionId?: string|null;
              handleMetadata?: modal.client.FunctionHandleMetadata.$Shape|null;
              serverWarnings?: modal.client.Warning.$Shape[]|null;
              "Function"?: modal.client.FunctionData.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionGetByIdRequest extends modal.client.FunctionGetByIdRequest.$Properties {
        }

        class FunctionGetByIdRequest {
            constructor(properties?: modal.client.FunctionGetByIdRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            static encode(message: modal.client.FunctionGetByIdRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetByIdRequest & modal.client.FunctionGetByIdRequest.$Shape;
        }

        namespace FunctionGetByIdRequest {
            interface $Properties {
                functionId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetByIdRequest.$Properties;
        }

        interface IFunctionGetByIdResponse extends modal.client.FunctionGetByIdResponse.$Properties {
        }

        class FunctionGetByIdResponse {
            constructor(properties?: modal.client.FunctionGetByIdResponse.$Properties);
            $unknowns?: Uint8Array[];
            function?: (modal.client.FunctionData.$Properties|null);
            handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
            static encode(message: modal.client.FunctionGetByIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetByIdResponse & modal.client.FunctionGetByIdResponse.$Shape;
        }

        namespace FunctionGetByIdResponse {
            interface $Properties {
                "function"?: (modal.client.FunctionData.$Properties|null);
                handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              "Function"?: modal.client.FunctionData.$Shape|null;
              handleMetadata?: modal.client.FunctionHandleMetadata.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IClassGetRequest extends modal.client.ClassGetRequest.$Properties {
        }

        class ClassGetRequest {
            constructor(properties?: modal.client.ClassGetRequest.$Properties);
            $unknowns?: Uint8Array[];
            appName: string;
            objectTag: string;
            environmentName: string;
            onlyClassFunction: boolean;
            appVersion: number;
            static encode(message: modal.client.ClassGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassGetRequest & modal.client.ClassGetRequest.$Shape;
        }

        namespace ClassGetRequest {
            interface $Properties {
                appName?: (string|null);
                objectTag?: (string|null);
                environmentName?: (string|null);
                onlyClassFunction?: (boolean|null);
                appVersion?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ClassGetRequest.$Properties;
        }

        interface IClassGetResponse extends modal.client.ClassGetResponse.$Properties {
        }

        class ClassGetResponse {
            constructor(properties?: modal.client.ClassGetResponse.$Properties);
            $unknowns?: Uint8Array[];
            classId: string;
            handleMetadata?: (modal.client.ClassHandleMetadata.$Properties|null);
            serverWarnings: modal.client.Warning.$Properties[];
            static encode(message: modal.client.ClassGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassGetResponse & modal.client.ClassGetResponse.$Shape;
        }

        namespace ClassGetResponse {
            interface $Properties {
                classId?: (string|null);
                handleMetadata?: (modal.client.ClassHandleMetadata.$Properties|null);
                serverWarnings?: (modal.client.Warning.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              classId?: string|null;
              handleMetadata?: modal.client.ClassHandleMetadata.$Shape|null;
              serverWarnings?: modal.client.Warning.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionBindParamsRequest extends modal.client.FunctionBindParamsRequest.$Properties {
        }

        class FunctionBindParamsRequest {
            constructor(properties?: modal.client.FunctionBindParamsRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            serializedParams: Uint8Array;
            functionOptions?: (modal.client.FunctionOptions.$Properties|null);
            environmentName: string;
            static encode(message: modal.client.FunctionBindParamsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionBindParamsRequest & modal.client.FunctionBindParamsRequest.$Shape;
        }

        namespace FunctionBindParamsRequest {
            interface $Properties {
                functionId?: (string|null);
                serializedParams?: (Uint8Array|null);
                functionOptions?: (modal.client.FunctionOptions.$Properties|null);
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionBindParamsRequest.$Properties;
        }

        interface IFunctionBindParamsResponse extends modal.client.FunctionBindParamsResponse.$Properties {
        }

        class FunctionBindParamsResponse {
            constructor(properties?: modal.client.FunctionBindParamsResponse.$Properties);
            $unknowns?: Uint8Array[];
            boundFunctionId: string;
            handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
            static encode(message: modal.client.FunctionBindParamsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionBindParamsResponse & modal.client.FunctionBindParamsResponse.$Shape;
        }

        namespace FunctionBindParamsResponse {
            interface $Properties {
                boundFunctionId?: (string|null);
                handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              boundFunctionId?: string|null;
              handleMetadata?: modal.client.FunctionHandleMetadata.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionOptions extends modal.client.FunctionOptions.$Properties {
        }

        class FunctionOptions {
            constructor(properties?: modal.client.FunctionOptions.$Properties);
            $unknowns?: Uint8Array[];
            secretIds: string[];
            resources?: (modal.client.Resources.$Properties|null);
            retryPolicy?: (modal.client.FunctionRetryPolicy.$Properties|null);
            concurrencyLimit?: (number|null);
            timeoutSecs?: (number|null);
            taskIdleTimeoutSecs?: (number|null);
            warmPoolSize?: (number|null);
            volumeMounts: Uint8Array[];
            targetConcurrentInputs?: (number|null);
            replaceVolumeMounts: boolean;
            replaceSecretIds: boolean;
            bufferContainers?: (number|null);
            maxConcurrentInputs?: (number|null);
            batchMaxSize?: (number|null);
            batchLingerMs?: (number|Long|null);
            replaceCloudBucketMounts: boolean;
            cloudBucketMounts: Uint8Array[];
            scaledownWindowMs?: (number|null);
            timeoutMs?: (number|null);
            startupTimeoutMs?: (number|null);
            static encode(message: modal.client.FunctionOptions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionOptions & modal.client.FunctionOptions.$Shape;
        }

        namespace FunctionOptions {
            interface $Properties {
                secretIds?: (string[]|null);
                resources?: (modal.client.Resources.$Properties|null);
                retryPolicy?: (modal.client.FunctionRetryPolicy.$Properties|null);
                concurrencyLimit?: (number|null);
                timeoutSecs?: (number|null);
                taskIdleTimeoutSecs?: (number|null);
                warmPoolSize?: (number|null);
                volumeMounts?: (Uint8Array[]|null);
                targetConcurrentInputs?: (number|null);
                replaceVolumeMounts?: (boolean|null);
                replaceSecretIds?: (boolean|null);
                bufferContainers?: (number|null);
                maxConcurrentInputs?: (number|null);
                batchMaxSize?: (number|null);
                batchLingerMs?: (number|Long|null);
                replaceCloudBucketMounts?: (boolean|null);
                cloudBucketMounts?: (Uint8Array[]|null);
                scaledownWindowMs?: (number|null);
                timeoutMs?: (number|null);
                startupTimeoutMs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionOptions.$Properties;
        }

        interface IFunctionRetryPolicy extends modal.client.FunctionRetryPolicy.$Properties {
        }

        class FunctionRetryPolicy {
            constructor(properties?: modal.client.FunctionRetryPolicy.$Properties);
            $unknowns?: Uint8Array[];
            backoffCoefficient: number;
            initialDelayMs: number;
            maxDelayMs: number;
            retries: number;
            static encode(message: modal.client.FunctionRetryPolicy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionRetryPolicy & modal.client.FunctionRetryPolicy.$Shape;
        }

        namespace FunctionRetryPolicy {
            interface $Properties {
                backoffCoefficient?: (number|null);
                initialDelayMs?: (number|null);
                maxDelayMs?: (number|null);
                retries?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionRetryPolicy.$Properties;
        }

        interface IResources extends modal.client.Resources.$Properties {
        }

        class Resources {
            constructor(properties?: modal.client.Resources.$Properties);
            $unknowns?: Uint8Array[];
            memoryMb: number;
            milliCpu: number;
            gpuConfig?: (modal.client.GPUConfig.$Properties|null);
            memoryMbMax: number;
            ephemeralDiskMb: number;
            milliCpuMax: number;
            static encode(message: modal.client.Resources.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Resources & modal.client.Resources.$Shape;
        }

        namespace Resources {
            interface $Properties {
                memoryMb?: (number|null);
                milliCpu?: (number|null);
                gpuConfig?: (modal.client.GPUConfig.$Properties|null);
                memoryMbMax?: (number|null);
                ephemeralDiskMb?: (number|null);
                milliCpuMax?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.Resources.$Properties;
        }

        interface IGPUConfig extends modal.client.GPUConfig.$Properties {
        }

        class GPUConfig {
            constructor(properties?: modal.client.GPUConfig.$Properties);
            $unknowns?: Uint8Array[];
            count: number;
            gpuType: string;
            static encode(message: modal.client.GPUConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.GPUConfig & modal.client.GPUConfig.$Shape;
        }

        namespace GPUConfig {
            interface $Properties {
                count?: (number|null);
                gpuType?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.GPUConfig.$Properties;
        }

        interface IAutoscalerSettings extends modal.client.AutoscalerSettings.$Properties {
        }

        class AutoscalerSettings {
            constructor(properties?: modal.client.AutoscalerSettings.$Properties);
            $unknowns?: Uint8Array[];
            minContainers?: (number|null);
            maxContainers?: (number|null);
            bufferContainers?: (number|null);
            scaleupWindow?: (number|null);
            scaledownWindow?: (number|null);
            targetConcurrency?: (number|null);
            scaledownRateLimit?: (number|null);
            targetConcurrencyFloat?: (number|null);
            scaledownWindowMs?: (number|null);
            static encode(message: modal.client.AutoscalerSettings.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AutoscalerSettings & modal.client.AutoscalerSettings.$Shape;
        }

        namespace AutoscalerSettings {
            interface $Properties {
                minContainers?: (number|null);
                maxContainers?: (number|null);
                bufferContainers?: (number|null);
                scaleupWindow?: (number|null);
                scaledownWindow?: (number|null);
                targetConcurrency?: (number|null);
                scaledownRateLimit?: (number|null);
                targetConcurrencyFloat?: (number|null);
                scaledownWindowMs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AutoscalerSettings.$Properties;
        }

        enum FunctionCallType {
            FUNCTION_CALL_TYPE_UNSPECIFIED = 0,
            FUNCTION_CALL_TYPE_UNARY = 1,
            FUNCTION_CALL_TYPE_MAP = 2
        }

        enum FunctionCallInvocationType {
            FUNCTION_CALL_INVOCATION_TYPE_UNSPECIFIED = 0,
            FUNCTION_CALL_INVOCATION_TYPE_SYNC_LEGACY = 1,
            FUNCTION_CALL_INVOCATION_TYPE_ASYNC_LEGACY = 2,
            FUNCTION_CALL_INVOCATION_TYPE_ASYNC = 3,
            FUNCTION_CALL_INVOCATION_TYPE_SYNC = 4
        }

        interface IFunctionMapRequest extends modal.client.FunctionMapRequest.$Properties {
        }

        class FunctionMapRequest {
            constructor(properties?: modal.client.FunctionMapRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            parentInputId: string;
            returnExceptions: boolean;
            functionCallType: modal.client.FunctionCallType;
            pipelinedInputs: modal.client.FunctionPutInputsItem.$Properties[];
            functionCallInvocationType: modal.client.FunctionCallInvocationType;
            fromSpawnMap: boolean;
            static encode(message: modal.client.FunctionMapRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionMapRequest & modal.client.FunctionMapRequest.$Shape;
        }

        namespace FunctionMapRequest {
            interface $Properties {
                functionId?: (string|null);
                parentInputId?: (string|null);
                returnExceptions?: (boolean|null);
                functionCallType?: (modal.client.FunctionCallType|null);
                pipelinedInputs?: (modal.client.FunctionPutInputsItem.$Properties[]|null);
                functionCallInvocationType?: (modal.client.FunctionCallInvocationType|null);
                fromSpawnMap?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              functionId?: string|null;
              parentInputId?: string|null;
              returnExceptions?: boolean|null;
              functionCallType?: modal.client.FunctionCallType|null;
              pipelinedInputs?: modal.client.FunctionPutInputsItem.$Shape[]|null;
              functionCallInvocationType?: modal.client.FunctionCallInvocationType|null;
              fromSpawnMap?: boolean|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionMapResponse extends modal.client.FunctionMapResponse.$Properties {
        }

        class FunctionMapResponse {
            constructor(properties?: modal.client.FunctionMapResponse.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            pipelinedInputs: modal.client.FunctionPutInputsResponseItem.$Properties[];
            retryPolicy?: (modal.client.FunctionRetryPolicy.$Properties|null);
            functionCallJwt: string;
            syncClientRetriesEnabled: boolean;
            maxInputsOutstanding: number;
            static encode(message: modal.client.FunctionMapResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionMapResponse & modal.client.FunctionMapResponse.$Shape;
        }

        namespace FunctionMapResponse {
            interface $Properties {
                functionCallId?: (string|null);
                pipelinedInputs?: (modal.client.FunctionPutInputsResponseItem.$Properties[]|null);
                retryPolicy?: (modal.client.FunctionRetryPolicy.$Properties|null);
                functionCallJwt?: (string|null);
                syncClientRetriesEnabled?: (boolean|null);
                maxInputsOutstanding?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionMapResponse.$Properties;
        }

        interface IFunctionPutInputsRequest extends modal.client.FunctionPutInputsRequest.$Properties {
        }

        class FunctionPutInputsRequest {
            constructor(properties?: modal.client.FunctionPutInputsRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            functionCallId: string;
            inputs: modal.client.FunctionPutInputsItem.$Properties[];
            static encode(message: modal.client.FunctionPutInputsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionPutInputsRequest & modal.client.FunctionPutInputsRequest.$Shape;
        }

        namespace FunctionPutInputsRequest {
            interface $Properties {
                functionId?: (string|null);
                functionCallId?: (string|null);
                inputs?: (modal.client.FunctionPutInputsItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              functionId?: string|null;
              functionCallId?: string|null;
              inputs?: modal.client.FunctionPutInputsItem.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionPutInputsItem extends modal.client.FunctionPutInputsItem.$Properties {
        }

        class FunctionPutInputsItem {
            constructor(properties?: modal.client.FunctionPutInputsItem.$Properties);
            $unknowns?: Uint8Array[];
            idx: number;
            input?: (modal.client.FunctionInput.$Properties|null);
            static encode(message: modal.client.FunctionPutInputsItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionPutInputsItem & modal.client.FunctionPutInputsItem.$Shape;
        }

        namespace FunctionPutInputsItem {
            interface $Properties {
                idx?: (number|null);
                input?: (modal.client.FunctionInput.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              idx?: number|null;
              input?: modal.client.FunctionInput.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionInput extends modal.client.FunctionInput.$Properties {
        }

        class FunctionInput {
            constructor(properties?: modal.client.FunctionInput.$Properties);
            $unknowns?: Uint8Array[];
            args?: (Uint8Array|null);
            argsBlobId?: (string|null);
            finalInput: boolean;
            dataFormat: modal.client.DataFormat;
            methodName?: (string|null);
            argsOneof?: ("args"|"argsBlobId");
            static encode(message: modal.client.FunctionInput.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionInput & modal.client.FunctionInput.$Shape;
        }

        namespace FunctionInput {
            interface $Properties {
                args?: (Uint8Array|null);
                argsBlobId?: (string|null);
                finalInput?: (boolean|null);
                dataFormat?: (modal.client.DataFormat|null);
                methodName?: (string|null);
                argsOneof?: ("args"|"argsBlobId");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              args?: Uint8Array|null;
              argsBlobId?: string|null;
              finalInput?: boolean|null;
              dataFormat?: modal.client.DataFormat|null;
              methodName?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ argsOneof?: undefined; args?: null; argsBlobId?: null }|{ argsOneof?: "args"; args: Uint8Array; argsBlobId?: null }|{ argsOneof?: "argsBlobId"; args?: null; argsBlobId: string })
            );
        }

        interface IFunctionPutInputsResponse extends modal.client.FunctionPutInputsResponse.$Properties {
        }

        class FunctionPutInputsResponse {
            constructor(properties?: modal.client.FunctionPutInputsResponse.$Properties);
            $unknowns?: Uint8Array[];
            inputs: modal.client.FunctionPutInputsResponseItem.$Properties[];
            static encode(message: modal.client.FunctionPutInputsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionPutInputsResponse & modal.client.FunctionPutInputsResponse.$Shape;
        }

        namespace FunctionPutInputsResponse {
            interface $Properties {
                inputs?: (modal.client.FunctionPutInputsResponseItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionPutInputsResponse.$Properties;
        }

        interface IFunctionPutInputsResponseItem extends modal.client.FunctionPutInputsResponseItem.$Properties {
        }

        class FunctionPutInputsResponseItem {
            constructor(properties?: modal.client.FunctionPutInputsResponseItem.$Properties);
            $unknowns?: Uint8Array[];
            idx: number;
            inputId: string;
            inputJwt: string;
            static encode(message: modal.client.FunctionPutInputsResponseItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionPutInputsResponseItem & modal.client.FunctionPutInputsResponseItem.$Shape;
        }

        namespace FunctionPutInputsResponseItem {
            interface $Properties {
                idx?: (number|null);
                inputId?: (string|null);
                inputJwt?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionPutInputsResponseItem.$Properties;
        }

        interface IFunctionFinishInputsRequest extends modal.client.FunctionFinishInputsRequest.$Properties {
        }

        class FunctionFinishInputsRequest {
            constructor(properties?: modal.client.FunctionFinishInputsRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            functionCallId: string;
            numInputs: number;
            static encode(message: modal.client.FunctionFinishInputsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionFinishInputsRequest & modal.client.FunctionFinishInputsRequest.$Shape;
        }

        namespace FunctionFinishInputsRequest {
            interface $Properties {
                functionId?: (string|null);
                functionCallId?: (string|null);
                numInputs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionFinishInputsRequest.$Properties;
        }

        interface IFunctionGetOutputsRequest extends modal.client.FunctionGetOutputsRequest.$Properties {
        }

        class FunctionGetOutputsRequest {
            constructor(properties?: modal.client.FunctionGetOutputsRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            maxValues: number;
            timeout: number;
            lastEntryId: string;
            clearOnSuccess: boolean;
            requestedAt: number;
            inputJwts: string[];
            startIdx?: (number|null);
            endIdx?: (number|null);
            static encode(message: modal.client.FunctionGetOutputsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetOutputsRequest & modal.client.FunctionGetOutputsRequest.$Shape;
        }

        namespace FunctionGetOutputsRequest {
            interface $Properties {
                functionCallId?: (string|null);
                maxValues?: (number|null);
                timeout?: (number|null);
                lastEntryId?: (string|null);
                clearOnSuccess?: (boolean|null);
                requestedAt?: (number|null);
                inputJwts?: (string[]|null);
                startIdx?: (number|null);
                endIdx?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetOutputsRequest.$Properties;
        }

        interface IFunctionGetOutputsResponse extends modal.client.FunctionGetOutputsResponse.$Properties {
        }

        class FunctionGetOutputsResponse {
            constructor(properties?: modal.client.FunctionGetOutputsResponse.$Properties);
            $unknowns?: Uint8Array[];
            outputs: modal.client.FunctionGetOutputsItem.$Properties[];
            lastEntryId: string;
            numUnfinishedInputs: number;
            static encode(message: modal.client.FunctionGetOutputsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetOutputsResponse & modal.client.FunctionGetOutputsResponse.$Shape;
        }

        namespace FunctionGetOutputsResponse {
            interface $Properties {
                outputs?: (modal.client.FunctionGetOutputsItem.$Properties[]|null);
                lastEntryId?: (string|null);
                numUnfinishedInputs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              outputs?: modal.client.FunctionGetOutputsItem.$Shape[]|null;
              lastEntryId?: string|null;
              numUnfinishedInputs?: number|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionGetOutputsItem extends modal.client.FunctionGetOutputsItem.$Properties {
        }

        class FunctionGetOutputsItem {
            constructor(properties?: modal.client.FunctionGetOutputsItem.$Properties);
            $unknowns?: Uint8Array[];
            result?: (modal.client.GenericResult.$Properties|null);
            idx: number;
            inputId: string;
            dataFormat: modal.client.DataFormat;
            taskId: string;
            inputStartedAt: number;
            outputCreatedAt: number;
            retryCount: number;
            static encode(message: modal.client.FunctionGetOutputsItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetOutputsItem & modal.client.FunctionGetOutputsItem.$Shape;
        }

        namespace FunctionGetOutputsItem {
            interface $Properties {
                result?: (modal.client.GenericResult.$Properties|null);
                idx?: (number|null);
                inputId?: (string|null);
                dataFormat?: (modal.client.DataFormat|null);
                taskId?: (string|null);
                inputStartedAt?: (number|null);
                outputCreatedAt?: (number|null);
                retryCount?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              result?: modal.client.GenericResult.$Shape|null;
              idx?: number|null;
              inputId?: string|null;
              dataFormat?: modal.client.DataFormat|null;
              taskId?: string|null;
              inputStartedAt?: number|null;
              outputCreatedAt?: number|null;
              retryCount?: number|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IGenericResult extends modal.client.GenericResult.$Properties {
        }

        class GenericResult {
            constructor(properties?: modal.client.GenericResult.$Properties);
            $unknowns?: Uint8Array[];
            status: modal.client.GenericResult.GenericStatus;
            exception: string;
            exitcode: number;
            traceback: string;
            serializedTb: Uint8Array;
            tbLineCache: Uint8Array;
            data?: (Uint8Array|null);
            dataBlobId?: (string|null);
            propagationReason: string;
            dataOneof?: ("data"|"dataBlobId");
            static encode(message: modal.client.GenericResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.GenericResult & modal.client.GenericResult.$Shape;
        }

        namespace GenericResult {
            interface $Properties {
                status?: (modal.client.GenericResult.GenericStatus|null);
                exception?: (string|null);
                exitcode?: (number|null);
                traceback?: (string|null);
                serializedTb?: (Uint8Array|null);
                tbLineCache?: (Uint8Array|null);
                data?: (Uint8Array|null);
                dataBlobId?: (string|null);
                propagationReason?: (string|null);
                dataOneof?: ("data"|"dataBlobId");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              status?: modal.client.GenericResult.GenericStatus|null;
              exception?: string|null;
              exitcode?: number|null;
              traceback?: string|null;
              serializedTb?: Uint8Array|null;
              tbLineCache?: Uint8Array|null;
              data?: Uint8Array|null;
              dataBlobId?: string|null;
              propagationReason?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ dataOneof?: undefined; data?: null; dataBlobId?: null }|{ dataOneof?: "data"; data: Uint8Array; dataBlobId?: null }|{ dataOneof?: "dataBlobId"; data?: null; dataBlobId: string })
            );

            enum GenericStatus {
                GENERIC_STATUS_UNSPECIFIED = 0,
                GENERIC_STATUS_SUCCESS = 1,
                GENERIC_STATUS_FAILURE = 2,
                GENERIC_STATUS_TERMINATED = 3,
                GENERIC_STATUS_TIMEOUT = 4,
                GENERIC_STATUS_INIT_FAILURE = 5,
                GENERIC_STATUS_INTERNAL_FAILURE = 6,
                GENERIC_STATUS_IDLE_TIMEOUT = 7,
                GENERIC_STATUS_MEMORY_MANAGER_EVICTION = 8
            }
        }

        interface IFunctionCallCancelRequest extends modal.client.FunctionCallCancelRequest.$Properties {
        }

        class FunctionCallCancelRequest {
            constructor(properties?: modal.client.FunctionCallCancelRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            terminateContainers: boolean;
            functionId?: (string|null);
            lydianIndex?: (number|null);
            static encode(message: modal.client.FunctionCallCancelRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallCancelRequest & modal.client.FunctionCallCancelRequest.$Shape;
        }

        namespace FunctionCallCancelRequest {
            interface $Properties {
                functionCallId?: (string|null);
                terminateContainers?: (boolean|null);
                functionId?: (string|null);
                lydianIndex?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallCancelRequest.$Properties;
        }

        interface IFunctionCallFromIdRequest extends modal.client.FunctionCallFromIdRequest.$Properties {
        }

        class FunctionCallFromIdRequest {
            constructor(properties?: modal.client.FunctionCallFromIdRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            static encode(message: modal.client.FunctionCallFromIdRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallFromIdRequest & modal.client.FunctionCallFromIdRequest.$Shape;
        }

        namespace FunctionCallFromIdRequest {
            interface $Properties {
                functionCallId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallFromIdRequest.$Properties;
        }

        interface IFunctionCallFromIdResponse extends modal.client.FunctionCallFromIdResponse.$Properties {
        }

        class FunctionCallFromIdResponse {
            constructor(properties?: modal.client.FunctionCallFromIdResponse.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            numInputs: number;
            metadata?: (modal.client.FunctionCallHandleMetadata.$Properties|null);
            static encode(message: modal.client.FunctionCallFromIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallFromIdResponse & modal.client.FunctionCallFromIdResponse.$Shape;
        }

        namespace FunctionCallFromIdResponse {
            interface $Properties {
                functionCallId?: (string|null);
                numInputs?: (number|null);
                metadata?: (modal.client.FunctionCallHandleMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallFromIdResponse.$Properties;
        }

        interface IFunctionCallHandleMetadata extends modal.client.FunctionCallHandleMetadata.$Properties {
        }

        class FunctionCallHandleMetadata {
            constructor(properties?: modal.client.FunctionCallHandleMetadata.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            functionId: string;
            static encode(message: modal.client.FunctionCallHandleMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallHandleMetadata & modal.client.FunctionCallHandleMetadata.$Shape;
        }

        namespace FunctionCallHandleMetadata {
            interface $Properties {
                appId?: (string|null);
                functionId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallHandleMetadata.$Properties;
        }

        interface IFunctionCallAwaitProgressRequest extends modal.client.FunctionCallAwaitProgressRequest.$Properties {
        }

        class FunctionCallAwaitProgressRequest {
            constructor(properties?: modal.client.FunctionCallAwaitProgressRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            seen?: (modal.client.FunctionCallInfo.$Properties|null);
            timeout: number;
            static encode(message: modal.client.FunctionCallAwaitProgressRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallAwaitProgressRequest & modal.client.FunctionCallAwaitProgressRequest.$Shape;
        }

        namespace FunctionCallAwaitProgressRequest {
            interface $Properties {
                functionCallId?: (string|null);
                seen?: (modal.client.FunctionCallInfo.$Properties|null);
                timeout?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallAwaitProgressRequest.$Properties;
        }

        interface IFunctionCallExplainRequest extends modal.client.FunctionCallExplainRequest.$Properties {
        }

        class FunctionCallExplainRequest {
            constructor(properties?: modal.client.FunctionCallExplainRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            from: number;
            limit: number;
            static encode(message: modal.client.FunctionCallExplainRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallExplainRequest & modal.client.FunctionCallExplainRequest.$Shape;
        }

        namespace FunctionCallExplainRequest {
            interface $Properties {
                functionCallId?: (string|null);
                from?: (number|null);
                limit?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallExplainRequest.$Properties;
        }

        interface IFunctionCallExplainResponse extends modal.client.FunctionCallExplainResponse.$Properties {
        }

        class FunctionCallExplainResponse {
            constructor(properties?: modal.client.FunctionCallExplainResponse.$Properties);
            $unknowns?: Uint8Array[];
            appName: string;
            functionName: string;
            totalInputs: number;
            inputs: modal.client.ExplainedInput.$Properties[];
            static encode(message: modal.client.FunctionCallExplainResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallExplainResponse & modal.client.FunctionCallExplainResponse.$Shape;
        }

        namespace FunctionCallExplainResponse {
            interface $Properties {
                appName?: (string|null);
                functionName?: (string|null);
                totalInputs?: (number|null);
                inputs?: (modal.client.ExplainedInput.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallExplainResponse.$Properties;
        }

        interface IExplainedInput extends modal.client.ExplainedInput.$Properties {
        }

        class ExplainedInput {
            constructor(properties?: modal.client.ExplainedInput.$Properties);
            $unknowns?: Uint8Array[];
            idx: number;
            state: string;
            status: string;
            attempt: number;
            failures: number;
            losses: number;
            taskId: string;
            acceptedAt: number;
            finishedAt: number;
            ledger?: (modal.client.Ledger.$Properties|null);
            static encode(message: modal.client.ExplainedInput.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ExplainedInput & modal.client.ExplainedInput.$Shape;
        }

        namespace ExplainedInput {
            interface $Properties {
                idx?: (number|null);
                state?: (string|null);
                status?: (string|null);
                attempt?: (number|null);
                failures?: (number|null);
                losses?: (number|null);
                taskId?: (string|null);
                acceptedAt?: (number|null);
                finishedAt?: (number|null);
                ledger?: (modal.client.Ledger.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ExplainedInput.$Properties;
        }

        interface ILedger extends modal.client.Ledger.$Properties {
        }

        class Ledger {
            constructor(properties?: modal.client.Ledger.$Properties);
            $unknowns?: Uint8Array[];
            durableAt: number;
            placedAt: number;
            askedAt: number;
            bootedAt: number;
            importedAt: number;
            readyAt: number;
            enteredAt: number;
            ranAt: number;
            static encode(message: modal.client.Ledger.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Ledger & modal.client.Ledger.$Shape;
        }

        namespace Ledger {
            interface $Properties {
                durableAt?: (number|null);
                placedAt?: (number|null);
                askedAt?: (number|null);
                bootedAt?: (number|null);
                importedAt?: (number|null);
                readyAt?: (number|null);
                enteredAt?: (number|null);
                ranAt?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.Ledger.$Properties;
        }

        interface IFunctionCallRetryFailedRequest extends modal.client.FunctionCallRetryFailedRequest.$Properties {
        }

        class FunctionCallRetryFailedRequest {
            constructor(properties?: modal.client.FunctionCallRetryFailedRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            static encode(message: modal.client.FunctionCallRetryFailedRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallRetryFailedRequest & modal.client.FunctionCallRetryFailedRequest.$Shape;
        }

        namespace FunctionCallRetryFailedRequest {
            interface $Properties {
                functionCallId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallRetryFailedRequest.$Properties;
        }

        interface IFunctionCallRetryFailedResponse extends modal.client.FunctionCallRetryFailedResponse.$Properties {
        }

        class FunctionCallRetryFailedResponse {
            constructor(properties?: modal.client.FunctionCallRetryFailedResponse.$Properties);
            $unknowns?: Uint8Array[];
            numInputs: number;
            static encode(message: modal.client.FunctionCallRetryFailedResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallRetryFailedResponse & modal.client.FunctionCallRetryFailedResponse.$Shape;
        }

        namespace FunctionCallRetryFailedResponse {
            interface $Properties {
                numInputs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallRetryFailedResponse.$Properties;
        }

        interface IFunctionCallGetInfoRequest extends modal.client.FunctionCallGetInfoRequest.$Properties {
        }

        class FunctionCallGetInfoRequest {
            constructor(properties?: modal.client.FunctionCallGetInfoRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            functionCallId: string;
            static encode(message: modal.client.FunctionCallGetInfoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallGetInfoRequest & modal.client.FunctionCallGetInfoRequest.$Shape;
        }

        namespace FunctionCallGetInfoRequest {
            interface $Properties {
                functionId?: (string|null);
                functionCallId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallGetInfoRequest.$Properties;
        }

        interface IFunctionCallGetInfoResponse extends modal.client.FunctionCallGetInfoResponse.$Properties {
        }

        class FunctionCallGetInfoResponse {
            constructor(properties?: modal.client.FunctionCallGetInfoResponse.$Properties);
            $unknowns?: Uint8Array[];
            info?: (modal.client.FunctionCallInfo.$Properties|null);
            static encode(message: modal.client.FunctionCallGetInfoResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallGetInfoResponse & modal.client.FunctionCallGetInfoResponse.$Shape;
        }

        namespace FunctionCallGetInfoResponse {
            interface $Properties {
                info?: (modal.client.FunctionCallInfo.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallGetInfoResponse.$Properties;
        }

        interface IFunctionCallInfo extends modal.client.FunctionCallInfo.$Properties {
        }

        class FunctionCallInfo {
            constructor(properties?: modal.client.FunctionCallInfo.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            idx: number;
            createdAt: number;
            scheduledAt: number;
            pendingInputs?: (modal.client.InputCategoryInfo.$Properties|null);
            failedInputs?: (modal.client.InputCategoryInfo.$Properties|null);
            succeededInputs?: (modal.client.InputCategoryInfo.$Properties|null);
            timeoutInputs?: (modal.client.InputCategoryInfo.$Properties|null);
            cancelledInputs?: (modal.client.InputCategoryInfo.$Properties|null);
            totalInputs: number;
            isOpen: boolean;
            static encode(message: modal.client.FunctionCallInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallInfo & modal.client.FunctionCallInfo.$Shape;
        }

        namespace FunctionCallInfo {
            interface $Properties {
                functionCallId?: (string|null);
                idx?: (number|null);
                createdAt?: (number|null);
                scheduledAt?: (number|null);
                pendingInputs?: (modal.client.InputCategoryInfo.$Properties|null);
                failedInputs?: (modal.client.InputCategoryInfo.$Properties|null);
                succeededInputs?: (modal.client.InputCategoryInfo.$Properties|null);
                timeoutInputs?: (modal.client.InputCategoryInfo.$Properties|null);
                cancelledInputs?: (modal.client.InputCategoryInfo.$Properties|null);
                totalInputs?: (number|null);
                isOpen?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallInfo.$Properties;
        }

        interface IInputCategoryInfo extends modal.client.InputCategoryInfo.$Properties {
        }

        class InputCategoryInfo {
            constructor(properties?: modal.client.InputCategoryInfo.$Properties);
            $unknowns?: Uint8Array[];
            total: number;
            static encode(message: modal.client.InputCategoryInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.InputCategoryInfo & modal.client.InputCategoryInfo.$Shape;
        }

        namespace InputCategoryInfo {
            interface $Properties {
                total?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.InputCategoryInfo.$Properties;
        }

        interface IFunctionGetCallGraphRequest extends modal.client.FunctionGetCallGraphRequest.$Properties {
        }

        class FunctionGetCallGraphRequest {
            constructor(properties?: modal.client.FunctionGetCallGraphRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            static encode(message: modal.client.FunctionGetCallGraphRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetCallGraphRequest & modal.client.FunctionGetCallGraphRequest.$Shape;
        }

        namespace FunctionGetCallGraphRequest {
            interface $Properties {
                functionCallId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetCallGraphRequest.$Properties;
        }

        interface IFunctionGetCallGraphResponse extends modal.client.FunctionGetCallGraphResponse.$Properties {
        }

        class FunctionGetCallGraphResponse {
            constructor(properties?: modal.client.FunctionGetCallGraphResponse.$Properties);
            $unknowns?: Uint8Array[];
            inputs: modal.client.InputCallGraphInfo.$Properties[];
            functionCalls: modal.client.FunctionCallCallGraphInfo.$Properties[];
            static encode(message: modal.client.FunctionGetCallGraphResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetCallGraphResponse & modal.client.FunctionGetCallGraphResponse.$Shape;
        }

        namespace FunctionGetCallGraphResponse {
            interface $Properties {
                inputs?: (modal.client.InputCallGraphInfo.$Properties[]|null);
                functionCalls?: (modal.client.FunctionCallCallGraphInfo.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetCallGraphResponse.$Properties;
        }

        interface IInputCallGraphInfo extends modal.client.InputCallGraphInfo.$Properties {
        }

        class InputCallGraphInfo {
            constructor(properties?: modal.client.InputCallGraphInfo.$Properties);
            $unknowns?: Uint8Array[];
            inputId: string;
            status: modal.client.GenericResult.GenericStatus;
            functionCallId: string;
            taskId: string;
            static encode(message: modal.client.InputCallGraphInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.InputCallGraphInfo & modal.client.InputCallGraphInfo.$Shape;
        }

        namespace InputCallGraphInfo {
            interface $Properties {
                inputId?: (string|null);
                status?: (modal.client.GenericResult.GenericStatus|null);
                functionCallId?: (string|null);
                taskId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.InputCallGraphInfo.$Properties;
        }

        interface IFunctionCallCallGraphInfo extends modal.client.FunctionCallCallGraphInfo.$Properties {
        }

        class FunctionCallCallGraphInfo {
            constructor(properties?: modal.client.FunctionCallCallGraphInfo.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            parentInputId: string;
            functionName: string;
            moduleName: string;
            static encode(message: modal.client.FunctionCallCallGraphInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallCallGraphInfo & modal.client.FunctionCallCallGraphInfo.$Shape;
        }

        namespace FunctionCallCallGraphInfo {
            interface $Properties {
                functionCallId?: (string|null);
                parentInputId?: (string|null);
                functionName?: (string|null);
                moduleName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionCallCallGraphInfo.$Properties;
        }

        interface IFunctionCallGetDataRequest extends modal.client.FunctionCallGetDataRequest.$Properties {
        }

        class FunctionCallGetDataRequest {
            constructor(properties?: modal.client.FunctionCallGetDataRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId?: (string|null);
            attemptToken?: (string|null);
            lastIndex: (number|Long);
            callInfo?: ("functionCallId"|"attemptToken");
            static encode(message: modal.client.FunctionCallGetDataRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallGetDataRequest & modal.client.FunctionCallGetDataRequest.$Shape;
        }

        namespace FunctionCallGetDataRequest {
            interface $Properties {
                functionCallId?: (string|null);
                attemptToken?: (string|null);
                lastIndex?: (number|Long|null);
                callInfo?: ("functionCallId"|"attemptToken");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              functionCallId?: string|null;
              attemptToken?: string|null;
              lastIndex?: number|Long|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ callInfo?: undefined; functionCallId?: null; attemptToken?: null }|{ callInfo?: "functionCallId"; functionCallId: string; attemptToken?: null }|{ callInfo?: "attemptToken"; functionCallId?: null; attemptToken: string })
            );
        }

        interface IDataChunk extends modal.client.DataChunk.$Properties {
        }

        class DataChunk {
            constructor(properties?: modal.client.DataChunk.$Properties);
            $unknowns?: Uint8Array[];
            dataFormat: modal.client.DataFormat;
            data?: (Uint8Array|null);
            dataBlobId?: (string|null);
            index: (number|Long);
            dataOneof?: ("data"|"dataBlobId");
            static encode(message: modal.client.DataChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DataChunk & modal.client.DataChunk.$Shape;
        }

        namespace DataChunk {
            interface $Properties {
                dataFormat?: (modal.client.DataFormat|null);
                data?: (Uint8Array|null);
                dataBlobId?: (string|null);
                index?: (number|Long|null);
                dataOneof?: ("data"|"dataBlobId");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              dataFormat?: modal.client.DataFormat|null;
              data?: Uint8Array|null;
              dataBlobId?: string|null;
              index?: number|Long|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ dataOneof?: undefined; data?: null; dataBlobId?: null }|{ dataOneof?: "data"; data: Uint8Array; dataBlobId?: null }|{ dataOneof?: "dataBlobId"; data?: null; dataBlobId: string })
            );
        }

        interface IGeneratorDone extends modal.client.GeneratorDone.$Properties {
        }

        class GeneratorDone {
            constructor(properties?: modal.client.GeneratorDone.$Properties);
            $unknowns?: Uint8Array[];
            itemsTotal: (number|Long);
            static encode(message: modal.client.GeneratorDone.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.GeneratorDone & modal.client.GeneratorDone.$Shape;
        }

        namespace GeneratorDone {
            interface $Properties {
                itemsTotal?: (number|Long|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.GeneratorDone.$Properties;
        }

        interface IFunctionUpdateSchedulingParamsRequest extends modal.client.FunctionUpdateSchedulingParamsRequest.$Properties {
        }

        class FunctionUpdateSchedulingParamsRequest {
            constructor(properties?: modal.client.FunctionUpdateSchedulingParamsRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            warmPoolSizeOverride: number;
            settings?: (modal.client.AutoscalerSettings.$Properties|null);
            static encode(message: modal.client.FunctionUpdateSchedulingParamsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionUpdateSchedulingParamsRequest & modal.client.FunctionUpdateSchedulingParamsRequest.$Shape;
        }

        namespace FunctionUpdateSchedulingParamsRequest {
            interface $Properties {
                functionId?: (string|null);
                warmPoolSizeOverride?: (number|null);
                settings?: (modal.client.AutoscalerSettings.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionUpdateSchedulingParamsRequest.$Properties;
        }

        interface IFunctionUpdateSchedulingParamsResponse extends modal.client.FunctionUpdateSchedulingParamsResponse.$Properties {
        }

        class FunctionUpdateSchedulingParamsResponse {
            constructor(properties?: modal.client.FunctionUpdateSchedulingParamsResponse.$Properties);
            $unknowns?: Uint8Array[];
            currentSettings?: (modal.client.AutoscalerSettings.$Properties|null);
            static encode(message: modal.client.FunctionUpdateSchedulingParamsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionUpdateSchedulingParamsResponse & modal.client.FunctionUpdateSchedulingParamsResponse.$Shape;
        }

        namespace FunctionUpdateSchedulingParamsResponse {
            interface $Properties {
                currentSettings?: (modal.client.AutoscalerSettings.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionUpdateSchedulingParamsResponse.$Properties;
        }

        interface IFunctionGetSchedulingParamsRequest extends modal.client.FunctionGetSchedulingParamsRequest.$Properties {
        }

        class FunctionGetSchedulingParamsRequest {
            constructor(properties?: modal.client.FunctionGetSchedulingParamsRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            static encode(message: modal.client.FunctionGetSchedulingParamsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetSchedulingParamsRequest & modal.client.FunctionGetSchedulingParamsRequest.$Shape;
        }

        namespace FunctionGetSchedulingParamsRequest {
            interface $Properties {
                functionId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetSchedulingParamsRequest.$Properties;
        }

        interface IFunctionGetSchedulingParamsResponse extends modal.client.FunctionGetSchedulingParamsResponse.$Properties {
        }

        class FunctionGetSchedulingParamsResponse {
            constructor(properties?: modal.client.FunctionGetSchedulingParamsResponse.$Properties);
            $unknowns?: Uint8Array[];
            autoscalerConfiguration?: (modal.client.AutoscalerConfiguration.$Properties|null);
            static encode(message: modal.client.FunctionGetSchedulingParamsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetSchedulingParamsResponse & modal.client.FunctionGetSchedulingParamsResponse.$Shape;
        }

        namespace FunctionGetSchedulingParamsResponse {
            interface $Properties {
                autoscalerConfiguration?: (modal.client.AutoscalerConfiguration.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetSchedulingParamsResponse.$Properties;
        }

        interface IAutoscalerConfiguration extends modal.client.AutoscalerConfiguration.$Properties {
        }

        class AutoscalerConfiguration {
            constructor(properties?: modal.client.AutoscalerConfiguration.$Properties);
            $unknowns?: Uint8Array[];
            settings?: (modal.client.AutoscalerSettings.$Properties|null);
            static encode(message: modal.client.AutoscalerConfiguration.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AutoscalerConfiguration & modal.client.AutoscalerConfiguration.$Shape;
        }

        namespace AutoscalerConfiguration {
            interface $Properties {
                settings?: (modal.client.AutoscalerSettings.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AutoscalerConfiguration.$Properties;
        }

        interface IFunctionGetCurrentStatsRequest extends modal.client.FunctionGetCurrentStatsRequest.$Properties {
        }

        class FunctionGetCurrentStatsRequest {
            constructor(properties?: modal.client.FunctionGetCurrentStatsRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            static encode(message: modal.client.FunctionGetCurrentStatsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetCurrentStatsRequest & modal.client.FunctionGetCurrentStatsRequest.$Shape;
        }

        namespace FunctionGetCurrentStatsRequest {
            interface $Properties {
                functionId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetCurrentStatsRequest.$Properties;
        }

        interface IFunctionStats extends modal.client.FunctionStats.$Properties {
        }

        class FunctionStats {
            constructor(properties?: modal.client.FunctionStats.$Properties);
            $unknowns?: Uint8Array[];
            backlog: number;
            numTotalTasks: number;
            numRunningInputs: number;
            inputHeadroom: number;
            static encode(message: modal.client.FunctionStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionStats & modal.client.FunctionStats.$Shape;
        }

        namespace FunctionStats {
            interface $Properties {
                backlog?: (number|null);
                numTotalTasks?: (number|null);
                numRunningInputs?: (number|null);
                inputHeadroom?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionStats.$Properties;
        }

        interface IContainerArguments extends modal.client.ContainerArguments.$Properties {
        }

        class ContainerArguments {
            constructor(properties?: modal.client.ContainerArguments.$Properties);
            $unknowns?: Uint8Array[];
            taskId: string;
            functionId: string;
            appId: string;
            functionDef: Uint8Array;
            serializedParams: Uint8Array;
            environmentName: string;
            appLayout?: (modal.client.AppLayout.$Properties|null);
            static encode(message: modal.client.ContainerArguments.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ContainerArguments & modal.client.ContainerArguments.$Shape;
        }

        namespace ContainerArguments {
            interface $Properties {
                taskId?: (string|null);
                functionId?: (string|null);
                appId?: (string|null);
                functionDef?: (Uint8Array|null);
                serializedParams?: (Uint8Array|null);
                environmentName?: (string|null);
                appLayout?: (modal.client.AppLayout.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              taskId?: string|null;
              functionId?: string|null;
              appId?: string|null;
              functionDef?: Uint8Array|null;
              serializedParams?: Uint8Array|null;
              environmentName?: string|null;
              appLayout?: modal.client.AppLayout.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IContainerHeartbeatRequest extends modal.client.ContainerHeartbeatRequest.$Properties {
        }

        class ContainerHeartbeatRequest {
            constructor(properties?: modal.client.ContainerHeartbeatRequest.$Properties);
            $unknowns?: Uint8Array[];
            static encode(message: modal.client.ContainerHeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ContainerHeartbeatRequest & modal.client.ContainerHeartbeatRequest.$Shape;
        }

        namespace ContainerHeartbeatRequest {
            interface $Properties {
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ContainerHeartbeatRequest.$Properties;
        }

        interface IContainerHeartbeatResponse extends modal.client.ContainerHeartbeatResponse.$Properties {
        }

        class ContainerHeartbeatResponse {
            constructor(properties?: modal.client.ContainerHeartbeatResponse.$Properties);
            $unknowns?: Uint8Array[];
            cancelInputEvent?: (modal.client.CancelInputEvent.$Properties|null);
            static encode(message: modal.client.ContainerHeartbeatResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ContainerHeartbeatResponse & modal.client.ContainerHeartbeatResponse.$Shape;
        }

        namespace ContainerHeartbeatResponse {
            interface $Properties {
                cancelInputEvent?: (modal.client.CancelInputEvent.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ContainerHeartbeatResponse.$Properties;
        }

        interface ICancelInputEvent extends modal.client.CancelInputEvent.$Properties {
        }

        class CancelInputEvent {
            constructor(properties?: modal.client.CancelInputEvent.$Properties);
            $unknowns?: Uint8Array[];
            inputIds: string[];
            static encode(message: modal.client.CancelInputEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.CancelInputEvent & modal.client.CancelInputEvent.$Shape;
        }

        namespace CancelInputEvent {
            interface $Properties {
                inputIds?: (string[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.CancelInputEvent.$Properties;
        }

        interface IFunctionGetInputsRequest extends modal.client.FunctionGetInputsRequest.$Properties {
        }

        class FunctionGetInputsRequest {
            constructor(properties?: modal.client.FunctionGetInputsRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            inputConcurrency: number;
            batchMaxSize: number;
            batchLingerMs: (number|Long);
            static encode(message: modal.client.FunctionGetInputsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetInputsRequest & modal.client.FunctionGetInputsRequest.$Shape;
        }

        namespace FunctionGetInputsRequest {
            interface $Properties {
                functionId?: (string|null);
                inputConcurrency?: (number|null);
                batchMaxSize?: (number|null);
                batchLingerMs?: (number|Long|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetInputsRequest.$Properties;
        }

        interface IFunctionGetInputsResponse extends modal.client.FunctionGetInputsResponse.$Properties {
        }

        class FunctionGetInputsResponse {
            constructor(properties?: modal.client.FunctionGetInputsResponse.$Properties);
            $unknowns?: Uint8Array[];
            inputs: modal.client.FunctionGetInputsItem.$Properties[];
            static encode(message: modal.client.FunctionGetInputsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetInputsResponse & modal.client.FunctionGetInputsResponse.$Shape;
        }

        namespace FunctionGetInputsResponse {
            interface $Properties {
                inputs?: (modal.client.FunctionGetInputsItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              inputs?: modal.client.FunctionGetInputsItem.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionGetInputsItem extends modal.client.FunctionGetInputsItem.$Properties {
        }

        class FunctionGetInputsItem {
            constructor(properties?: modal.client.FunctionGetInputsItem.$Properties);
            $unknowns?: Uint8Array[];
            inputId: string;
            input?: (modal.client.FunctionInput.$Properties|null);
            killSwitch: boolean;
            functionCallId: string;
            functionCallInvocationType: modal.client.FunctionCallInvocationType;
            retryCount: number;
            static encode(message: modal.client.FunctionGetInputsItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetInputsItem & modal.client.FunctionGetInputsItem.$Shape;
        }

        namespace FunctionGetInputsItem {
            interface $Properties {
                inputId?: (string|null);
                input?: (modal.client.FunctionInput.$Properties|null);
                killSwitch?: (boolean|null);
                functionCallId?: (string|null);
                functionCallInvocationType?: (modal.client.FunctionCallInvocationType|null);
                retryCount?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              inputId?: string|null;
              input?: modal.client.FunctionInput.$Shape|null;
              killSwitch?: boolean|null;
              functionCallId?: string|null;
              functionCallInvocationType?: modal.client.FunctionCallInvocationType|null;
              retryCount?: number|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionPutOutputsRequest extends modal.client.FunctionPutOutputsRequest.$Properties {
        }

        class FunctionPutOutputsRequest {
            constructor(properties?: modal.client.FunctionPutOutputsRequest.$Properties);
            $unknowns?: Uint8Array[];
            outputs: modal.client.FunctionPutOutputsItem.$Properties[];
            static encode(message: modal.client.FunctionPutOutputsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionPutOutputsRequest & modal.client.FunctionPutOutputsRequest.$Shape;
        }

        namespace FunctionPutOutputsRequest {
            interface $Properties {
                outputs?: (modal.client.FunctionPutOutputsItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              outputs?: modal.client.FunctionPutOutputsItem.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionPutOutputsItem extends modal.client.FunctionPutOutputsItem.$Properties {
        }

        class FunctionPutOutputsItem {
            constructor(properties?: modal.client.FunctionPutOutputsItem.$Properties);
            $unknowns?: Uint8Array[];
            inputId: string;
            result?: (modal.client.GenericResult.$Properties|null);
            inputStartedAt: number;
            outputCreatedAt: number;
            dataFormat: modal.client.DataFormat;
            retryCount: number;
            static encode(message: modal.client.FunctionPutOutputsItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionPutOutputsItem & modal.client.FunctionPutOutputsItem.$Shape;
        }

        namespace FunctionPutOutputsItem {
            interface $Properties {
                inputId?: (string|null);
                result?: (modal.client.GenericResult.$Properties|null);
                inputStartedAt?: (number|null);
                outputCreatedAt?: (number|null);
                dataFormat?: (modal.client.DataFormat|null);
                retryCount?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              inputId?: string|null;
              result?: modal.client.GenericResult.$Shape|null;
              inputStartedAt?: number|null;
              outputCreatedAt?: number|null;
              dataFormat?: modal.client.DataFormat|null;
              retryCount?: number|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionCallPutDataRequest extends modal.client.FunctionCallPutDataRequest.$Properties {
        }

        class FunctionCallPutDataRequest {
            constructor(properties?: modal.client.FunctionCallPutDataRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionCallId: string;
            dataChunks: modal.client.DataChunk.$Properties[];
            static encode(message: modal.client.FunctionCallPutDataRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCallPutDataRequest & modal.client.FunctionCallPutDataRequest.$Shape;
        }

        namespace FunctionCallPutDataRequest {
            interface $Properties {
                functionCallId?: (string|null);
                dataChunks?: (modal.client.DataChunk.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              functionCallId?: string|null;
              dataChunks?: modal.client.DataChunk.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionGetDynamicConcurrencyRequest extends modal.client.FunctionGetDynamicConcurrencyRequest.$Properties {
        }

        class FunctionGetDynamicConcurrencyRequest {
            constructor(properties?: modal.client.FunctionGetDynamicConcurrencyRequest.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            targetConcurrency: number;
            maxConcurrency: number;
            static encode(message: modal.client.FunctionGetDynamicConcurrencyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetDynamicConcurrencyRequest & modal.client.FunctionGetDynamicConcurrencyRequest.$Shape;
        }

        namespace FunctionGetDynamicConcurrencyRequest {
            interface $Properties {
                functionId?: (string|null);
                targetConcurrency?: (number|null);
                maxConcurrency?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetDynamicConcurrencyRequest.$Properties;
        }

        interface IFunctionGetDynamicConcurrencyResponse extends modal.client.FunctionGetDynamicConcurrencyResponse.$Properties {
        }

        class FunctionGetDynamicConcurrencyResponse {
            constructor(properties?: modal.client.FunctionGetDynamicConcurrencyResponse.$Properties);
            $unknowns?: Uint8Array[];
            concurrency: number;
            static encode(message: modal.client.FunctionGetDynamicConcurrencyResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionGetDynamicConcurrencyResponse & modal.client.FunctionGetDynamicConcurrencyResponse.$Shape;
        }

        namespace FunctionGetDynamicConcurrencyResponse {
            interface $Properties {
                concurrency?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionGetDynamicConcurrencyResponse.$Properties;
        }

        interface ITaskResultRequest extends modal.client.TaskResultRequest.$Properties {
        }

        class TaskResultRequest {
            constructor(properties?: modal.client.TaskResultRequest.$Properties);
            $unknowns?: Uint8Array[];
            result?: (modal.client.GenericResult.$Properties|null);
            static encode(message: modal.client.TaskResultRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskResultRequest & modal.client.TaskResultRequest.$Shape;
        }

        namespace TaskResultRequest {
            interface $Properties {
                result?: (modal.client.GenericResult.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              result?: modal.client.GenericResult.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunction extends modal.client.Function.$Properties {
        }

        class Function {
            constructor(properties?: modal.client.Function.$Properties);
            $unknowns?: Uint8Array[];
            moduleName: string;
            functionName: string;
            mountIds: string[];
            imageId: string;
            definitionType: modal.client.Function.DefinitionType;
            functionType: modal.client.Function.FunctionType;
            resources?: (modal.client.Resources.$Properties|null);
            secretIds: string[];
            webhookConfig?: (modal.client.WebhookConfig.$Properties|null);
            retryPolicy?: (modal.client.FunctionRetryPolicy.$Properties|null);
            concurrencyLimit: number;
            timeoutSecs: number;
            taskIdleTimeoutSecs: number;
            warmPoolSize: number;
            webUrl: string;
            runtime: string;
            appName: string;
            sharedVolumeMounts: Uint8Array[];
            proxyId?: (string|null);
            volumeMounts: Uint8Array[];
            checkpointingEnabled: boolean;
            schedulerPlacement?: (modal.client.SchedulerPlacement.$Properties|null);
            cloudBucketMounts: Uint8Array[];
            i6pnEnabled: boolean;
            _experimentalGroupSize: number;
            cloudProviderStr: string;
            routingRegion: string;
            isBuilderFunction: boolean;
            maxConcurrentInputs: number;
            objectDependencies: modal.client.ObjectDependency.$Properties[];
            blockNetwork: boolean;
            isClass: boolean;
            classParameterInfo?: (modal.client.ClassParameterInfo.$Properties|null);
            batchMaxSize: number;
            batchLingerMs: (number|Long);
            targetConcurrentInputs: number;
            schedule?: (modal.client.Schedule.$Properties|null);
            methodDefinitions: { [k: string]: modal.client.MethodDefinition.$Properties };
            methodDefinitionsSet: boolean;
            autoscalerSettings?: (modal.client.AutoscalerSettings.$Properties|null);
            functionSchema: Uint8Array;
            startupTimeoutSecs: number;
            supportedInputFormats: modal.client.DataFormat[];
            supportedOutputFormats: modal.client.DataFormat[];
            httpConfig?: (Uint8Array|null);
            implementationName: string;
            isServer: boolean;
            lydianCode?: (modal.client.LydianCode.$Properties|null);
            scaledownWindowMs?: (number|null);
            timeoutMs?: (number|null);
            startupTimeoutMs?: (number|null);
            static encode(message: modal.client.Function.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Function & modal.client.Function.$Shape;
        }

        namespace Function {
            interface $Properties {
                moduleName?: (string|null);
                functionName?: (string|null);
                mountIds?: (string[]|null);
                imageId?: (string|null);
                definitionType?: (modal.client.Function.DefinitionType|null);
                functionType?: (modal.client.Function.FunctionType|null);
                resources?: (modal.client.Resources.$Properties|null);
                secretIds?: (string[]|null);
                webhookConfig?: (modal.client.WebhookConfig.$Properties|null);
                retryPolicy?: (modal.client.FunctionRetryPolicy.$Properties|null);
                concurrencyLimit?: (number|null);
                timeoutSecs?: (number|null);
                taskIdleTimeoutSecs?: (number|null);
                warmPoolSize?: (number|null);
                webUrl?: (string|null);
                runtime?: (string|null);
                appName?: (string|null);
                sharedVolumeMounts?: (Uint8Array[]|null);
                proxyId?: (string|null);
                volumeMounts?: (Uint8Array[]|null);
                checkpointingEnabled?: (boolean|null);
                schedulerPlacement?: (modal.client.SchedulerPlacement.$Properties|null);
                cloudBucketMounts?: (Uint8Array[]|null);
                i6pnEnabled?: (boolean|null);
                _experimentalGroupSize?: (number|null);
                cloudProviderStr?: (string|null);
                routingRegion?: (string|null);
                isBuilderFunction?: (boolean|null);
                maxConcurrentInputs?: (number|null);
                objectDependencies?: (modal.client.ObjectDependency.$Properties[]|null);
                blockNetwork?: (boolean|null);
                isClass?: (boolean|null);
                classParameterInfo?: (modal.client.ClassParameterInfo.$Properties|null);
                batchMaxSize?: (number|null);
                batchLingerMs?: (number|Long|null);
                targetConcurrentInputs?: (number|null);
                schedule?: (modal.client.Schedule.$Properties|null);
                methodDefinitions?: ({ [k: string]: modal.client.MethodDefinition.$Properties }|null);
                methodDefinitionsSet?: (boolean|null);
                autoscalerSettings?: (modal.client.AutoscalerSettings.$Properties|null);
                functionSchema?: (Uint8Array|null);
                startupTimeoutSecs?: (number|null);
                supportedInputFormats?: (modal.client.DataFormat[]|null);
                supportedOutputFormats?: (modal.client.DataFormat[]|null);
                httpConfig?: (Uint8Array|null);
                implementationName?: (string|null);
                isServer?: (boolean|null);
                lydianCode?: (modal.client.LydianCode.$Properties|null);
                scaledownWindowMs?: (number|null);
                timeoutMs?: (number|null);
                startupTimeoutMs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              moduleName?: string|null;
              functionName?: string|null;
              mountIds?: string[]|null;
              imageId?: string|null;
              definitionType?: modal.client.Function.DefinitionType|null;
              functionType?: modal.client.Function.FunctionType|null;
              resources?: modal.client.Resources.$Shape|null;
              secretIds?: string[]|null;
              webhookConfig?: modal.client.WebhookConfig.$Shape|null;
              retryPolicy?: modal.client.FunctionRetryPolicy.$Shape|null;
              concurrencyLimit?: number|null;
              timeoutSecs?: number|null;
              taskIdleTimeoutSecs?: number|null;
              warmPoolSize?: number|null;
              webUrl?: string|null;
              runtime?: string|null;
              appName?: string|null;
              sharedVolumeMounts?: Uint8Array[]|null;
              proxyId?: string|null;
              volumeMounts?: Uint8Array[]|null;
              checkpointingEnabled?: boolean|null;
              schedulerPlacement?: modal.client.SchedulerPlacement.$Shape|null;
              cloudBucketMounts?: Uint8Array[]|null;
              i6pnEnabled?: boolean|null;
              _experimentalGroupSize?: number|null;
              cloudProviderStr?: string|null;
              routingRegion?: string|null;
              isBuilderFunction?: boolean|null;
              maxConcurrentInputs?: number|null;
              objectDependencies?: modal.client.ObjectDependency.$Shape[]|null;
              blockNetwork?: boolean|null;
              isClass?: boolean|null;
              classParameterInfo?: modal.client.ClassParameterInfo.$Shape|null;
              batchMaxSize?: number|null;
              batchLingerMs?: number|Long|null;
              targetConcurrentInputs?: number|null;
              schedule?: modal.client.Schedule.$Shape|null;
              methodDefinitions?: { [k: string]: modal.client.MethodDefinition.$Shape }|null;
              methodDefinitionsSet?: boolean|null;
              autoscalerSettings?: modal.client.AutoscalerSettings.$Shape|null;
              functionSchema?: Uint8Array|null;
              startupTimeoutSecs?: number|null;
              supportedInputFormats?: modal.client.DataFormat[]|null;
              supportedOutputFormats?: modal.client.DataFormat[]|null;
              httpConfig?: Uint8Array|null;
              implementationName?: string|null;
              isServer?: boolean|null;
              lydianCode?: modal.client.LydianCode.$Shape|null;
              scaledownWindowMs?: number|null;
              timeoutMs?: number|null;
              startupTimeoutMs?: number|null;
              $unknowns?: Uint8Array[];
            };

            enum DefinitionType {
                DEFINITION_TYPE_UNSPECIFIED = 0,
                DEFINITION_TYPE_SERIALIZED = 1,
                DEFINITION_TYPE_FILE = 2
            }

            enum FunctionType {
                FUNCTION_TYPE_UNSPECIFIED = 0,
                FUNCTION_TYPE_GENERATOR = 1,
                FUNCTION_TYPE_FUNCTION = 2
            }
        }

        interface ISchedulerPlacement extends modal.client.SchedulerPlacement.$Properties {
        }

        class SchedulerPlacement {
            constructor(properties?: modal.client.SchedulerPlacement.$Properties);
            $unknowns?: Uint8Array[];
            regions: string[];
            nonpreemptible: boolean;
            static encode(message: modal.client.SchedulerPlacement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SchedulerPlacement & modal.client.SchedulerPlacement.$Shape;
        }

        namespace SchedulerPlacement {
            interface $Properties {
                regions?: (string[]|null);
                nonpreemptible?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SchedulerPlacement.$Properties;
        }

        interface IObjectDependency extends modal.client.ObjectDependency.$Properties {
        }

        class ObjectDependency {
            constructor(properties?: modal.client.ObjectDependency.$Properties);
            $unknowns?: Uint8Array[];
            objectId: string;
            static encode(message: modal.client.ObjectDependency.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ObjectDependency & modal.client.ObjectDependency.$Shape;
        }

        namespace ObjectDependency {
            interface $Properties {
                objectId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ObjectDependency.$Properties;
        }

        interface ILydianCode extends modal.client.LydianCode.$Properties {
        }

        class LydianCode {
            constructor(properties?: modal.client.LydianCode.$Properties);
            $unknowns?: Uint8Array[];
            bundleBlobId: string;
            sourceMapBlobId: string;
            static encode(message: modal.client.LydianCode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.LydianCode & modal.client.LydianCode.$Shape;
        }

        namespace LydianCode {
            interface $Properties {
                bundleBlobId?: (string|null);
                sourceMapBlobId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.LydianCode.$Properties;
        }

        interface IMethodDefinition extends modal.client.MethodDefinition.$Properties {
        }

        class MethodDefinition {
            constructor(properties?: modal.client.MethodDefinition.$Properties);
            $unknowns?: Uint8Array[];
            functionName: string;
            functionType: modal.client.Function.FunctionType;
            webhookConfig?: (modal.client.WebhookConfig.$Properties|null);
            webUrl: string;
            functionSchema: Uint8Array;
            supportedInputFormats: modal.client.DataFormat[];
            supportedOutputFormats: modal.client.DataFormat[];
            static encode(message: modal.client.MethodDefinition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MethodDefinition & modal.client.MethodDefinition.$Shape;
        }

        namespace MethodDefinition {
            interface $Properties {
                functionName?: (string|null);
                functionType?: (modal.client.Function.FunctionType|null);
                webhookConfig?: (modal.client.WebhookConfig.$Properties|null);
                webUrl?: (string|null);
                functionSchema?: (Uint8Array|null);
                supportedInputFormats?: (modal.client.DataFormat[]|null);
                supportedOutputFormats?: (modal.client.DataFormat[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MethodDefinition.$Properties;
        }

        enum WebhookType {
            WEBHOOK_TYPE_UNSPECIFIED = 0,
            WEBHOOK_TYPE_ASGI_APP = 1,
            WEBHOOK_TYPE_FUNCTION = 2,
            WEBHOOK_TYPE_WSGI_APP = 3,
            WEBHOOK_TYPE_WEB_SERVER = 4
        }

        interface IWebhookConfig extends modal.client.WebhookConfig.$Properties {
        }

        class WebhookConfig {
            constructor(properties?: modal.client.WebhookConfig.$Properties);
            $unknowns?: Uint8Array[];
            type: modal.client.WebhookType;
            static encode(message: modal.client.WebhookConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.WebhookConfig & modal.client.WebhookConfig.$Shape;
        }

        namespace WebhookConfig {
            interface $Properties {
                type?: (modal.client.WebhookType|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.WebhookConfig.$Properties;
        }

        interface ISchedule extends modal.client.Schedule.$Properties {
        }

        class Schedule {
            constructor(properties?: modal.client.Schedule.$Properties);
            $unknowns?: Uint8Array[];
            cron?: (modal.client.Schedule.Cron.$Properties|null);
            period?: (modal.client.Schedule.Period.$Properties|null);
            scheduleOneof?: ("cron"|"period");
            static encode(message: modal.client.Schedule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Schedule & modal.client.Schedule.$Shape;
        }

        namespace Schedule {
            interface $Properties {
                cron?: (modal.client.Schedule.Cron.$Properties|null);
                period?: (modal.client.Schedule.Period.$Properties|null);
                scheduleOneof?: ("cron"|"period");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              cron?: modal.client.Schedule.Cron.$Shape|null;
              period?: modal.client.Schedule.Period.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ scheduleOneof?: undefined; cron?: null; period?: null }|{ scheduleOneof?: "cron"; cron: modal.client.Schedule.Cron.$Shape; period?: null }|{ scheduleOneof?: "period"; cron?: null; period: modal.client.Schedule.Period.$Shape })
            );

            interface ICron extends modal.client.Schedule.Cron.$Properties {
            }

            class Cron {
                constructor(properties?: modal.client.Schedule.Cron.$Properties);
                $unknowns?: Uint8Array[];
                cronString: string;
                timezone: string;
                static encode(message: modal.client.Schedule.Cron.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Schedule.Cron & modal.client.Schedule.Cron.$Shape;
            }

            namespace Cron {
                interface $Properties {
                    cronString?: (string|null);
                    timezone?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = modal.client.Schedule.Cron.$Properties;
            }

            interface IPeriod extends modal.client.Schedule.Period.$Properties {
            }

            class Period {
                constructor(properties?: modal.client.Schedule.Period.$Properties);
                $unknowns?: Uint8Array[];
                years: number;
                months: number;
                weeks: number;
                days: number;
                hours: number;
                minutes: number;
                seconds: number;
                static encode(message: modal.client.Schedule.Period.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Schedule.Period & modal.client.Schedule.Period.$Shape;
            }

            namespace Period {
                interface $Properties {
                    years?: (number|null);
                    months?: (number|null);
                    weeks?: (number|null);
                    days?: (number|null);
                    hours?: (number|null);
                    minutes?: (number|null);
                    seconds?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = modal.client.Schedule.Period.$Properties;
            }
        }

        interface IFunctionPrecreateRequest extends modal.client.FunctionPrecreateRequest.$Properties {
        }

        class FunctionPrecreateRequest {
            constructor(properties?: modal.client.FunctionPrecreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            functionName: string;
            existingFunctionId: string;
            functionType: modal.client.Function.FunctionType;
            webhookConfig?: (modal.client.WebhookConfig.$Properties|null);
            useFunctionId: string;
            useMethodName: string;
            methodDefinitions: { [k: string]: modal.client.MethodDefinition.$Properties };
            functionSchema: Uint8Array;
            supportedInputFormats: modal.client.DataFormat[];
            supportedOutputFormats: modal.client.DataFormat[];
            static encode(message: modal.client.FunctionPrecreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionPrecreateRequest & modal.client.FunctionPrecreateRequest.$Shape;
        }

        namespace FunctionPrecreateRequest {
            interface $Properties {
                appId?: (string|null);
                functionName?: (string|null);
                existingFunctionId?: (string|null);
                functionType?: (modal.client.Function.FunctionType|null);
                webhookConfig?: (modal.client.WebhookConfig.$Properties|null);
                useFunctionId?: (string|null);
                useMethodName?: (string|null);
                methodDefinitions?: ({ [k: string]: modal.client.MethodDefinition.$Properties }|null);
                functionSchema?: (Uint8Array|null);
                supportedInputFormats?: (modal.client.DataFormat[]|null);
                supportedOutputFormats?: (modal.client.DataFormat[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionPrecreateRequest.$Properties;
        }

        interface IFunctionPrecreateResponse extends modal.client.FunctionPrecreateResponse.$Properties {
        }

        class FunctionPrecreateResponse {
            constructor(properties?: modal.client.FunctionPrecreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
            static encode(message: modal.client.FunctionPrecreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionPrecreateResponse & modal.client.FunctionPrecreateResponse.$Shape;
        }

        namespace FunctionPrecreateResponse {
            interface $Properties {
                functionId?: (string|null);
                handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              functionId?: string|null;
              handleMetadata?: modal.client.FunctionHandleMetadata.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionCreateRequest extends modal.client.FunctionCreateRequest.$Properties {
        }

        class FunctionCreateRequest {
            constructor(properties?: modal.client.FunctionCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            function: Uint8Array;
            appId: string;
            schedule?: (modal.client.Schedule.$Properties|null);
            existingFunctionId: string;
            functionData: Uint8Array;
            static encode(message: modal.client.FunctionCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCreateRequest & modal.client.FunctionCreateRequest.$Shape;
        }

        namespace FunctionCreateRequest {
            interface $Properties {
                "function"?: (Uint8Array|null);
                appId?: (string|null);
                schedule?: (modal.client.Schedule.$Properties|null);
                existingFunctionId?: (string|null);
                functionData?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              "Function"?: Uint8Array|null;
              appId?: string|null;
              schedule?: modal.client.Schedule.$Shape|null;
              existingFunctionId?: string|null;
              functionData?: Uint8Array|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionCreateResponse extends modal.client.FunctionCreateResponse.$Properties {
        }

        class FunctionCreateResponse {
            constructor(properties?: modal.client.FunctionCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            functionId: string;
            function: Uint8Array;
            handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
            serverWarnings: modal.client.Warning.$Properties[];
            functionData?: (modal.client.FunctionData.$Properties|null);
            static encode(message: modal.client.FunctionCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionCreateResponse & modal.client.FunctionCreateResponse.$Shape;
        }

        namespace FunctionCreateResponse {
            interface $Properties {
                functionId?: (string|null);
                "function"?: (Uint8Array|null);
                handleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
                serverWarnings?: (modal.client.Warning.$Properties[]|null);
                functionData?: (modal.client.FunctionData.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              functionId?: string|null;
              "Function"?: Uint8Array|null;
              handleMetadata?: modal.client.FunctionHandleMetadata.$Shape|null;
              serverWarnings?: modal.client.Warning.$Shape[]|null;
              functionData?: modal.client.FunctionData.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionData extends modal.client.FunctionData.$Properties {
        }

        class FunctionData {
            constructor(properties?: modal.client.FunctionData.$Properties);
            $unknowns?: Uint8Array[];
            moduleName: string;
            functionName: string;
            functionType: modal.client.Function.FunctionType;
            timeoutSecs: number;
            isClass: boolean;
            rankedFunctions: modal.client.FunctionData.RankedFunction.$Properties[];
            methodDefinitions: { [k: string]: modal.client.MethodDefinition.$Properties };
            static encode(message: modal.client.FunctionData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionData & modal.client.FunctionData.$Shape;
        }

        namespace FunctionData {
            interface $Properties {
                moduleName?: (string|null);
                functionName?: (string|null);
                functionType?: (modal.client.Function.FunctionType|null);
                timeoutSecs?: (number|null);
                isClass?: (boolean|null);
                rankedFunctions?: (modal.client.FunctionData.RankedFunction.$Properties[]|null);
                methodDefinitions?: ({ [k: string]: modal.client.MethodDefinition.$Properties }|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.FunctionData.$Properties;

            interface IRankedFunction extends modal.client.FunctionData.RankedFunction.$Properties {
            }

            class RankedFunction {
                constructor(properties?: modal.client.FunctionData.RankedFunction.$Properties);
                $unknowns?: Uint8Array[];
                rank: number;
                function: Uint8Array;
                static encode(message: modal.client.FunctionData.RankedFunction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionData.RankedFunction & modal.client.FunctionData.RankedFunction.$Shape;
            }

            namespace RankedFunction {
                interface $Properties {
                    rank?: (number|null);
                    "function"?: (Uint8Array|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = modal.client.FunctionData.RankedFunction.$Properties;
            }
        }

        interface IClassCreateRequest extends modal.client.ClassCreateRequest.$Properties {
        }

        class ClassCreateRequest {
            constructor(properties?: modal.client.ClassCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            existingClassId: string;
            onlyClassFunction: boolean;
            lydianName: string;
            static encode(message: modal.client.ClassCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassCreateRequest & modal.client.ClassCreateRequest.$Shape;
        }

        namespace ClassCreateRequest {
            interface $Properties {
                appId?: (string|null);
                existingClassId?: (string|null);
                onlyClassFunction?: (boolean|null);
                lydianName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ClassCreateRequest.$Properties;
        }

        interface IClassCreateResponse extends modal.client.ClassCreateResponse.$Properties {
        }

        class ClassCreateResponse {
            constructor(properties?: modal.client.ClassCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            classId: string;
            handleMetadata?: (modal.client.ClassHandleMetadata.$Properties|null);
            static encode(message: modal.client.ClassCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ClassCreateResponse & modal.client.ClassCreateResponse.$Shape;
        }

        namespace ClassCreateResponse {
            interface $Properties {
                classId?: (string|null);
                handleMetadata?: (modal.client.ClassHandleMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              classId?: string|null;
              handleMetadata?: modal.client.ClassHandleMetadata.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        enum AppState {
            APP_STATE_UNSPECIFIED = 0,
            APP_STATE_EPHEMERAL = 1,
            APP_STATE_DETACHED = 2,
            APP_STATE_DEPLOYED = 3,
            APP_STATE_STOPPING = 4,
            APP_STATE_STOPPED = 5,
            APP_STATE_INITIALIZING = 6,
            APP_STATE_DISABLED = 7,
            APP_STATE_DETACHED_DISCONNECTED = 8,
            APP_STATE_DERIVED = 9
        }

        enum DeploymentType {
            DEPLOYMENT_TYPE_UNSPECIFIED = 0,
            DEPLOYMENT_TYPE_STANDARD = 1,
            DEPLOYMENT_TYPE_ROLLBACK = 2,
            DEPLOYMENT_TYPE_ROLLOVER = 3,
            DEPLOYMENT_TYPE_PROMOTION = 4,
            DEPLOYMENT_TYPE_STAGED = 5
        }

        interface IAppCreateRequest extends modal.client.AppCreateRequest.$Properties {
        }

        class AppCreateRequest {
            constructor(properties?: modal.client.AppCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            description: string;
            environmentName: string;
            appState: modal.client.AppState;
            tags: { [k: string]: string };
            static encode(message: modal.client.AppCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppCreateRequest & modal.client.AppCreateRequest.$Shape;
        }

        namespace AppCreateRequest {
            interface $Properties {
                description?: (string|null);
                environmentName?: (string|null);
                appState?: (modal.client.AppState|null);
                tags?: ({ [k: string]: string }|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppCreateRequest.$Properties;
        }

        interface IAppCreateResponse extends modal.client.AppCreateResponse.$Properties {
        }

        class AppCreateResponse {
            constructor(properties?: modal.client.AppCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            appPageUrl: string;
            appLogsUrl: string;
            static encode(message: modal.client.AppCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppCreateResponse & modal.client.AppCreateResponse.$Shape;
        }

        namespace AppCreateResponse {
            interface $Properties {
                appId?: (string|null);
                appPageUrl?: (string|null);
                appLogsUrl?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppCreateResponse.$Properties;
        }

        interface IAppGetOrCreateRequest extends modal.client.AppGetOrCreateRequest.$Properties {
        }

        class AppGetOrCreateRequest {
            constructor(properties?: modal.client.AppGetOrCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            appName: string;
            environmentName: string;
            objectCreationType: modal.client.ObjectCreationType;
            static encode(message: modal.client.AppGetOrCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetOrCreateRequest & modal.client.AppGetOrCreateRequest.$Shape;
        }

        namespace AppGetOrCreateRequest {
            interface $Properties {
                appName?: (string|null);
                environmentName?: (string|null);
                objectCreationType?: (modal.client.ObjectCreationType|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetOrCreateRequest.$Properties;
        }

        interface IAppGetOrCreateResponse extends modal.client.AppGetOrCreateResponse.$Properties {
        }

        class AppGetOrCreateResponse {
            constructor(properties?: modal.client.AppGetOrCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            handleMetadata?: (modal.client.AppHandleMetadata.$Properties|null);
            static encode(message: modal.client.AppGetOrCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetOrCreateResponse & modal.client.AppGetOrCreateResponse.$Shape;
        }

        namespace AppGetOrCreateResponse {
            interface $Properties {
                appId?: (string|null);
                handleMetadata?: (modal.client.AppHandleMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetOrCreateResponse.$Properties;
        }

        interface IAppGetByDeploymentNameRequest extends modal.client.AppGetByDeploymentNameRequest.$Properties {
        }

        class AppGetByDeploymentNameRequest {
            constructor(properties?: modal.client.AppGetByDeploymentNameRequest.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            environmentName: string;
            static encode(message: modal.client.AppGetByDeploymentNameRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetByDeploymentNameRequest & modal.client.AppGetByDeploymentNameRequest.$Shape;
        }

        namespace AppGetByDeploymentNameRequest {
            interface $Properties {
                name?: (string|null);
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetByDeploymentNameRequest.$Properties;
        }

        interface IAppGetByDeploymentNameResponse extends modal.client.AppGetByDeploymentNameResponse.$Properties {
        }

        class AppGetByDeploymentNameResponse {
            constructor(properties?: modal.client.AppGetByDeploymentNameResponse.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            previousAppId: string;
            environmentName: string;
            lifecycle?: (modal.client.AppLifecycle.$Properties|null);
            static encode(message: modal.client.AppGetByDeploymentNameResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetByDeploymentNameResponse & modal.client.AppGetByDeploymentNameResponse.$Shape;
        }

        namespace AppGetByDeploymentNameResponse {
            interface $Properties {
                appId?: (string|null);
                previousAppId?: (string|null);
                environmentName?: (string|null);
                lifecycle?: (modal.client.AppLifecycle.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetByDeploymentNameResponse.$Properties;
        }

        interface IAppLifecycle extends modal.client.AppLifecycle.$Properties {
        }

        class AppLifecycle {
            constructor(properties?: modal.client.AppLifecycle.$Properties);
            $unknowns?: Uint8Array[];
            appState: modal.client.AppState;
            createdAt: number;
            createdBy: string;
            deployedAt: number;
            deployedBy: string;
            version: number;
            stoppedAt: number;
            stoppedBy: string;
            static encode(message: modal.client.AppLifecycle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppLifecycle & modal.client.AppLifecycle.$Shape;
        }

        namespace AppLifecycle {
            interface $Properties {
                appState?: (modal.client.AppState|null);
                createdAt?: (number|null);
                createdBy?: (string|null);
                deployedAt?: (number|null);
                deployedBy?: (string|null);
                version?: (number|null);
                stoppedAt?: (number|null);
                stoppedBy?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppLifecycle.$Properties;
        }

        interface IAppGetLifecycleRequest extends modal.client.AppGetLifecycleRequest.$Properties {
        }

        class AppGetLifecycleRequest {
            constructor(properties?: modal.client.AppGetLifecycleRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            static encode(message: modal.client.AppGetLifecycleRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetLifecycleRequest & modal.client.AppGetLifecycleRequest.$Shape;
        }

        namespace AppGetLifecycleRequest {
            interface $Properties {
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetLifecycleRequest.$Properties;
        }

        interface IAppGetLifecycleResponse extends modal.client.AppGetLifecycleResponse.$Properties {
        }

        class AppGetLifecycleResponse {
            constructor(properties?: modal.client.AppGetLifecycleResponse.$Properties);
            $unknowns?: Uint8Array[];
            lifecycle?: (modal.client.AppLifecycle.$Properties|null);
            static encode(message: modal.client.AppGetLifecycleResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetLifecycleResponse & modal.client.AppGetLifecycleResponse.$Shape;
        }

        namespace AppGetLifecycleResponse {
            interface $Properties {
                lifecycle?: (modal.client.AppLifecycle.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetLifecycleResponse.$Properties;
        }

        interface IAppGetLayoutRequest extends modal.client.AppGetLayoutRequest.$Properties {
        }

        class AppGetLayoutRequest {
            constructor(properties?: modal.client.AppGetLayoutRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            static encode(message: modal.client.AppGetLayoutRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetLayoutRequest & modal.client.AppGetLayoutRequest.$Shape;
        }

        namespace AppGetLayoutRequest {
            interface $Properties {
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetLayoutRequest.$Properties;
        }

        interface IAppGetLayoutResponse extends modal.client.AppGetLayoutResponse.$Properties {
        }

        class AppGetLayoutResponse {
            constructor(properties?: modal.client.AppGetLayoutResponse.$Properties);
            $unknowns?: Uint8Array[];
            appLayout?: (modal.client.AppLayout.$Properties|null);
            static encode(message: modal.client.AppGetLayoutResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetLayoutResponse & modal.client.AppGetLayoutResponse.$Shape;
        }

        namespace AppGetLayoutResponse {
            interface $Properties {
                appLayout?: (modal.client.AppLayout.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              appLayout?: modal.client.AppLayout.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IAppLayout extends modal.client.AppLayout.$Properties {
        }

        class AppLayout {
            constructor(properties?: modal.client.AppLayout.$Properties);
            $unknowns?: Uint8Array[];
            objects: modal.client.AppObject.$Properties[];
            functionIds: { [k: string]: string };
            classIds: { [k: string]: string };
            static encode(message: modal.client.AppLayout.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppLayout & modal.client.AppLayout.$Shape;
        }

        namespace AppLayout {
            interface $Properties {
                objects?: (modal.client.AppObject.$Properties[]|null);
                functionIds?: ({ [k: string]: string }|null);
                classIds?: ({ [k: string]: string }|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              objects?: modal.client.AppObject.$Shape[]|null;
              functionIds?: { [k: string]: string }|null;
              classIds?: { [k: string]: string }|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IAppObject extends modal.client.AppObject.$Properties {
        }

        class AppObject {
            constructor(properties?: modal.client.AppObject.$Properties);
            $unknowns?: Uint8Array[];
            objectId: string;
            functionHandleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
            classHandleMetadata?: (modal.client.ClassHandleMetadata.$Properties|null);
            handleMetadataOneof?: ("functionHandleMetadata"|"classHandleMetadata");
            static encode(message: modal.client.AppObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppObject & modal.client.AppObject.$Shape;
        }

        namespace AppObject {
            interface $Properties {
                objectId?: (string|null);
                functionHandleMetadata?: (modal.client.FunctionHandleMetadata.$Properties|null);
                classHandleMetadata?: (modal.client.ClassHandleMetadata.$Properties|null);
                handleMetadataOneof?: ("functionHandleMetadata"|"classHandleMetadata");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              objectId?: string|null;
              functionHandleMetadata?: modal.client.FunctionHandleMetadata.$Shape|null;
              classHandleMetadata?: modal.client.ClassHandleMetadata.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ handleMetadataOneof?: undefined; functionHandleMetadata?: null; classHandleMetadata?: null }|{ handleMetadataOneof?: "functionHandleMetadata"; functionHandleMetadata: modal.client.FunctionHandleMetadata.$Shape; classHandleMetadata?: null }|{ handleMetadataOneof?: "classHandleMetadata"; functionHandleMetadata?: null; classHandleMetadata: modal.client.ClassHandleMetadata.$Shape })
            );
        }

        interface IAppPublishRequest extends modal.client.AppPublishRequest.$Properties {
        }

        class AppPublishRequest {
            constructor(properties?: modal.client.AppPublishRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            name: string;
            deploymentTag: string;
            appState: modal.client.AppState;
            functionIds: { [k: string]: string };
            classIds: { [k: string]: string };
            definitionIds: { [k: string]: string };
            clientVersion: string;
            commitInfo: Uint8Array;
            tags: { [k: string]: string };
            staged: boolean;
            static encode(message: modal.client.AppPublishRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppPublishRequest & modal.client.AppPublishRequest.$Shape;
        }

        namespace AppPublishRequest {
            interface $Properties {
                appId?: (string|null);
                name?: (string|null);
                deploymentTag?: (string|null);
                appState?: (modal.client.AppState|null);
                functionIds?: ({ [k: string]: string }|null);
                classIds?: ({ [k: string]: string }|null);
                definitionIds?: ({ [k: string]: string }|null);
                clientVersion?: (string|null);
                commitInfo?: (Uint8Array|null);
                tags?: ({ [k: string]: string }|null);
                staged?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppPublishRequest.$Properties;
        }

        interface IAppPublishResponse extends modal.client.AppPublishResponse.$Properties {
        }

        class AppPublishResponse {
            constructor(properties?: modal.client.AppPublishResponse.$Properties);
            $unknowns?: Uint8Array[];
            url: string;
            serverWarnings: modal.client.Warning.$Properties[];
            deployedAt: number;
            static encode(message: modal.client.AppPublishResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppPublishResponse & modal.client.AppPublishResponse.$Shape;
        }

        namespace AppPublishResponse {
            interface $Properties {
                url?: (string|null);
                serverWarnings?: (modal.client.Warning.$Properties[]|null);
                deployedAt?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppPublishResponse.$Properties;
        }

        interface IAppHeartbeatRequest extends modal.client.AppHeartbeatRequest.$Properties {
        }

        class AppHeartbeatRequest {
            constructor(properties?: modal.client.AppHeartbeatRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            static encode(message: modal.client.AppHeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppHeartbeatRequest & modal.client.AppHeartbeatRequest.$Shape;
        }

        namespace AppHeartbeatRequest {
            interface $Properties {
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppHeartbeatRequest.$Properties;
        }

        enum AppDisconnectReason {
            APP_DISCONNECT_REASON_UNSPECIFIED = 0,
            APP_DISCONNECT_REASON_LOCAL_EXCEPTION = 1,
            APP_DISCONNECT_REASON_KEYBOARD_INTERRUPT = 2,
            APP_DISCONNECT_REASON_ENTRYPOINT_COMPLETED = 3,
            APP_DISCONNECT_REASON_DEPLOYMENT_EXCEPTION = 4,
            APP_DISCONNECT_REASON_REMOTE_EXCEPTION = 5
        }

        interface IAppClientDisconnectRequest extends modal.client.AppClientDisconnectRequest.$Properties {
        }

        class AppClientDisconnectRequest {
            constructor(properties?: modal.client.AppClientDisconnectRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            reason: modal.client.AppDisconnectReason;
            exception: string;
            static encode(message: modal.client.AppClientDisconnectRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppClientDisconnectRequest & modal.client.AppClientDisconnectRequest.$Shape;
        }

        namespace AppClientDisconnectRequest {
            interface $Properties {
                appId?: (string|null);
                reason?: (modal.client.AppDisconnectReason|null);
                exception?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppClientDisconnectRequest.$Properties;
        }

        enum AppStopSource {
            APP_STOP_SOURCE_UNSPECIFIED = 0,
            APP_STOP_SOURCE_CLI = 1,
            APP_STOP_SOURCE_PYTHON_CLIENT = 2,
            APP_STOP_SOURCE_WEB = 3
        }

        interface IAppStopRequest extends modal.client.AppStopRequest.$Properties {
        }

        class AppStopRequest {
            constructor(properties?: modal.client.AppStopRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            source: modal.client.AppStopSource;
            static encode(message: modal.client.AppStopRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppStopRequest & modal.client.AppStopRequest.$Shape;
        }

        namespace AppStopRequest {
            interface $Properties {
                appId?: (string|null);
                source?: (modal.client.AppStopSource|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppStopRequest.$Properties;
        }

        interface IAppHandleMetadata extends modal.client.AppHandleMetadata.$Properties {
        }

        class AppHandleMetadata {
            constructor(properties?: modal.client.AppHandleMetadata.$Properties);
            $unknowns?: Uint8Array[];
            description: string;
            appId: string;
            environmentName: string;
            lifecycle?: (modal.client.AppLifecycle.$Properties|null);
            functions: { [k: string]: string };
            servers: { [k: string]: string };
            static encode(message: modal.client.AppHandleMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppHandleMetadata & modal.client.AppHandleMetadata.$Shape;
        }

        namespace AppHandleMetadata {
            interface $Properties {
                description?: (string|null);
                appId?: (string|null);
                environmentName?: (string|null);
                lifecycle?: (modal.client.AppLifecycle.$Properties|null);
                functions?: ({ [k: string]: string }|null);
                servers?: ({ [k: string]: string }|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppHandleMetadata.$Properties;
        }

        interface IAppGetInfoRequest extends modal.client.AppGetInfoRequest.$Properties {
        }

        class AppGetInfoRequest {
            constructor(properties?: modal.client.AppGetInfoRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            static encode(message: modal.client.AppGetInfoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetInfoRequest & modal.client.AppGetInfoRequest.$Shape;
        }

        namespace AppGetInfoRequest {
            interface $Properties {
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetInfoRequest.$Properties;
        }

        interface IAppGetInfoResponse extends modal.client.AppGetInfoResponse.$Properties {
        }

        class AppGetInfoResponse {
            constructor(properties?: modal.client.AppGetInfoResponse.$Properties);
            $unknowns?: Uint8Array[];
            info?: (modal.client.AppHandleMetadata.$Properties|null);
            functionInfoSummaries: { [k: string]: modal.client.FunctionInfoSummary.$Properties };
            static encode(message: modal.client.AppGetInfoResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetInfoResponse & modal.client.AppGetInfoResponse.$Shape;
        }

        namespace AppGetInfoResponse {
            interface $Properties {
                info?: (modal.client.AppHandleMetadata.$Properties|null);
                functionInfoSummaries?: ({ [k: string]: modal.client.FunctionInfoSummary.$Properties }|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              info?: modal.client.AppHandleMetadata.$Shape|null;
              functionInfoSummaries?: { [k: string]: modal.client.FunctionInfoSummary.$Shape }|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IFunctionInfoSummary extends modal.client.FunctionInfoSummary.$Properties {
        }

        class FunctionInfoSummary {
            constructor(properties?: modal.client.FunctionInfoSummary.$Properties);
            $unknowns?: Uint8Array[];
            gpuConfig: modal.client.GPUConfig.$Properties[];
            schedule?: (modal.client.Schedule.$Properties|null);
            webFunction: boolean;
            requiresProxyAuth?: (boolean|null);
            static encode(message: modal.client.FunctionInfoSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.FunctionInfoSummary & modal.client.FunctionInfoSummary.$Shape;
        }

        namespace FunctionInfoSummary {
            interface $Properties {
                gpuConfig?: (modal.client.GPUConfig.$Properties[]|null);
                schedule?: (modal.client.Schedule.$Properties|null);
                webFunction?: (boolean|null);
                requiresProxyAuth?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              gpuConfig?: modal.client.GPUConfig.$Shape[]|null;
              schedule?: modal.client.Schedule.$Shape|null;
              webFunction?: boolean|null;
              requiresProxyAuth?: boolean|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IAppSetTagsRequest extends modal.client.AppSetTagsRequest.$Properties {
        }

        class AppSetTagsRequest {
            constructor(properties?: modal.client.AppSetTagsRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            tags: { [k: string]: string };
            static encode(message: modal.client.AppSetTagsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppSetTagsRequest & modal.client.AppSetTagsRequest.$Shape;
        }

        namespace AppSetTagsRequest {
            interface $Properties {
                appId?: (string|null);
                tags?: ({ [k: string]: string }|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppSetTagsRequest.$Properties;
        }

        interface IAppGetTagsRequest extends modal.client.AppGetTagsRequest.$Properties {
        }

        class AppGetTagsRequest {
            constructor(properties?: modal.client.AppGetTagsRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            static encode(message: modal.client.AppGetTagsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetTagsRequest & modal.client.AppGetTagsRequest.$Shape;
        }

        namespace AppGetTagsRequest {
            interface $Properties {
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetTagsRequest.$Properties;
        }

        interface IAppGetTagsResponse extends modal.client.AppGetTagsResponse.$Properties {
        }

        class AppGetTagsResponse {
            constructor(properties?: modal.client.AppGetTagsResponse.$Properties);
            $unknowns?: Uint8Array[];
            tags: { [k: string]: string };
            static encode(message: modal.client.AppGetTagsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetTagsResponse & modal.client.AppGetTagsResponse.$Shape;
        }

        namespace AppGetTagsResponse {
            interface $Properties {
                tags?: ({ [k: string]: string }|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetTagsResponse.$Properties;
        }

        interface IAppListRequest extends modal.client.AppListRequest.$Properties {
        }

        class AppListRequest {
            constructor(properties?: modal.client.AppListRequest.$Properties);
            $unknowns?: Uint8Array[];
            environmentName: string;
            static encode(message: modal.client.AppListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppListRequest & modal.client.AppListRequest.$Shape;
        }

        namespace AppListRequest {
            interface $Properties {
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppListRequest.$Properties;
        }

        interface IAppListResponse extends modal.client.AppListResponse.$Properties {
        }

        class AppListResponse {
            constructor(properties?: modal.client.AppListResponse.$Properties);
            $unknowns?: Uint8Array[];
            apps: modal.client.AppListResponse.AppListItem.$Properties[];
            static encode(message: modal.client.AppListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppListResponse & modal.client.AppListResponse.$Shape;
        }

        namespace AppListResponse {
            interface $Properties {
                apps?: (modal.client.AppListResponse.AppListItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppListResponse.$Properties;

            interface IAppListItem extends modal.client.AppListResponse.AppListItem.$Properties {
            }

            class AppListItem {
                constructor(properties?: modal.client.AppListResponse.AppListItem.$Properties);
                $unknowns?: Uint8Array[];
                appId: string;
                description: string;
                state: modal.client.AppState;
                createdAt: number;
                stoppedAt: number;
                nRunningTasks: number;
                name: string;
                metadata?: (modal.client.AppHandleMetadata.$Properties|null);
                static encode(message: modal.client.AppListResponse.AppListItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppListResponse.AppListItem & modal.client.AppListResponse.AppListItem.$Shape;
            }

            namespace AppListItem {
                interface $Properties {
                    appId?: (string|null);
                    description?: (string|null);
                    state?: (modal.client.AppState|null);
                    createdAt?: (number|null);
                    stoppedAt?: (number|null);
                    nRunningTasks?: (number|null);
                    name?: (string|null);
                    metadata?: (modal.client.AppHandleMetadata.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = modal.client.AppListResponse.AppListItem.$Properties;
            }
        }

        interface IAppDeploymentHistoryRequest extends modal.client.AppDeploymentHistoryRequest.$Properties {
        }

        class AppDeploymentHistoryRequest {
            constructor(properties?: modal.client.AppDeploymentHistoryRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            static encode(message: modal.client.AppDeploymentHistoryRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppDeploymentHistoryRequest & modal.client.AppDeploymentHistoryRequest.$Shape;
        }

        namespace AppDeploymentHistoryRequest {
            interface $Properties {
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppDeploymentHistoryRequest.$Properties;
        }

        interface IAppDeploymentHistoryResponse extends modal.client.AppDeploymentHistoryResponse.$Properties {
        }

        class AppDeploymentHistoryResponse {
            constructor(properties?: modal.client.AppDeploymentHistoryResponse.$Properties);
            $unknowns?: Uint8Array[];
            appDeploymentHistories: modal.client.AppDeploymentHistory.$Properties[];
            productionAppVersion: number;
            static encode(message: modal.client.AppDeploymentHistoryResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppDeploymentHistoryResponse & modal.client.AppDeploymentHistoryResponse.$Shape;
        }

        namespace AppDeploymentHistoryResponse {
            interface $Properties {
                appDeploymentHistories?: (modal.client.AppDeploymentHistory.$Properties[]|null);
                productionAppVersion?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppDeploymentHistoryResponse.$Properties;
        }

        interface IAppDeploymentHistory extends modal.client.AppDeploymentHistory.$Properties {
        }

        class AppDeploymentHistory {
            constructor(properties?: modal.client.AppDeploymentHistory.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            version: number;
            clientVersion: string;
            deployedAt: number;
            deployedBy: string;
            tag: string;
            rollbackVersion: number;
            rollbackAllowed: boolean;
            commitInfo: Uint8Array;
            deploymentType: modal.client.DeploymentType;
            static encode(message: modal.client.AppDeploymentHistory.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppDeploymentHistory & modal.client.AppDeploymentHistory.$Shape;
        }

        namespace AppDeploymentHistory {
            interface $Properties {
                appId?: (string|null);
                version?: (number|null);
                clientVersion?: (string|null);
                deployedAt?: (number|null);
                deployedBy?: (string|null);
                tag?: (string|null);
                rollbackVersion?: (number|null);
                rollbackAllowed?: (boolean|null);
                commitInfo?: (Uint8Array|null);
                deploymentType?: (modal.client.DeploymentType|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppDeploymentHistory.$Properties;
        }

        interface IAppRollbackRequest extends modal.client.AppRollbackRequest.$Properties {
        }

        class AppRollbackRequest {
            constructor(properties?: modal.client.AppRollbackRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            version: number;
            static encode(message: modal.client.AppRollbackRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppRollbackRequest & modal.client.AppRollbackRequest.$Shape;
        }

        namespace AppRollbackRequest {
            interface $Properties {
                appId?: (string|null);
                version?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppRollbackRequest.$Properties;
        }

        interface IAppRollbackResponse extends modal.client.AppRollbackResponse.$Properties {
        }

        class AppRollbackResponse {
            constructor(properties?: modal.client.AppRollbackResponse.$Properties);
            $unknowns?: Uint8Array[];
            url: string;
            serverWarnings: modal.client.Warning.$Properties[];
            deployedAt: number;
            static encode(message: modal.client.AppRollbackResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppRollbackResponse & modal.client.AppRollbackResponse.$Shape;
        }

        namespace AppRollbackResponse {
            interface $Properties {
                url?: (string|null);
                serverWarnings?: (modal.client.Warning.$Properties[]|null);
                deployedAt?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppRollbackResponse.$Properties;
        }

        interface IAppRolloverRequest extends modal.client.AppRolloverRequest.$Properties {
        }

        class AppRolloverRequest {
            constructor(properties?: modal.client.AppRolloverRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            static encode(message: modal.client.AppRolloverRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppRolloverRequest & modal.client.AppRolloverRequest.$Shape;
        }

        namespace AppRolloverRequest {
            interface $Properties {
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppRolloverRequest.$Properties;
        }

        interface IAppRolloverResponse extends modal.client.AppRolloverResponse.$Properties {
        }

        class AppRolloverResponse {
            constructor(properties?: modal.client.AppRolloverResponse.$Properties);
            $unknowns?: Uint8Array[];
            url: string;
            serverWarnings: modal.client.Warning.$Properties[];
            deployedAt: number;
            static encode(message: modal.client.AppRolloverResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppRolloverResponse & modal.client.AppRolloverResponse.$Shape;
        }

        namespace AppRolloverResponse {
            interface $Properties {
                url?: (string|null);
                serverWarnings?: (modal.client.Warning.$Properties[]|null);
                deployedAt?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppRolloverResponse.$Properties;
        }

        interface IAppPromoteRequest extends modal.client.AppPromoteRequest.$Properties {
        }

        class AppPromoteRequest {
            constructor(properties?: modal.client.AppPromoteRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            version: number;
            static encode(message: modal.client.AppPromoteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppPromoteRequest & modal.client.AppPromoteRequest.$Shape;
        }

        namespace AppPromoteRequest {
            interface $Properties {
                appId?: (string|null);
                version?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppPromoteRequest.$Properties;
        }

        interface IAppPromoteResponse extends modal.client.AppPromoteResponse.$Properties {
        }

        class AppPromoteResponse {
            constructor(properties?: modal.client.AppPromoteResponse.$Properties);
            $unknowns?: Uint8Array[];
            url: string;
            serverWarnings: modal.client.Warning.$Properties[];
            deployedAt: number;
            static encode(message: modal.client.AppPromoteResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppPromoteResponse & modal.client.AppPromoteResponse.$Shape;
        }

        namespace AppPromoteResponse {
            interface $Properties {
                url?: (string|null);
                serverWarnings?: (modal.client.Warning.$Properties[]|null);
                deployedAt?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppPromoteResponse.$Properties;
        }

        enum FileDescriptor {
            FILE_DESCRIPTOR_UNSPECIFIED = 0,
            FILE_DESCRIPTOR_STDOUT = 1,
            FILE_DESCRIPTOR_STDERR = 2,
            FILE_DESCRIPTOR_INFO = 3
        }

        interface IAppGetLogsRequest extends modal.client.AppGetLogsRequest.$Properties {
        }

        class AppGetLogsRequest {
            constructor(properties?: modal.client.AppGetLogsRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            timeout: number;
            lastEntryId: string;
            functionId: string;
            inputId: string;
            taskId: string;
            fileDescriptor: modal.client.FileDescriptor;
            functionCallId: string;
            parametrizedFunctionId: string;
            searchText: string;
            static encode(message: modal.client.AppGetLogsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppGetLogsRequest & modal.client.AppGetLogsRequest.$Shape;
        }

        namespace AppGetLogsRequest {
            interface $Properties {
                appId?: (string|null);
                timeout?: (number|null);
                lastEntryId?: (string|null);
                functionId?: (string|null);
                inputId?: (string|null);
                taskId?: (string|null);
                fileDescriptor?: (modal.client.FileDescriptor|null);
                functionCallId?: (string|null);
                parametrizedFunctionId?: (string|null);
                searchText?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppGetLogsRequest.$Properties;
        }

        interface IAppFetchLogsRequest extends modal.client.AppFetchLogsRequest.$Properties {
        }

        class AppFetchLogsRequest {
            constructor(properties?: modal.client.AppFetchLogsRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            since?: (google.protobuf.Timestamp.$Properties|null);
            until?: (google.protobuf.Timestamp.$Properties|null);
            limit: number;
            source: modal.client.FileDescriptor;
            functionId: string;
            functionCallId: string;
            taskId: string;
            searchText: string;
            parametrizedFunctionId: string;
            static encode(message: modal.client.AppFetchLogsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppFetchLogsRequest & modal.client.AppFetchLogsRequest.$Shape;
        }

        namespace AppFetchLogsRequest {
            interface $Properties {
                appId?: (string|null);
                since?: (google.protobuf.Timestamp.$Properties|null);
                until?: (google.protobuf.Timestamp.$Properties|null);
                limit?: (number|null);
                source?: (modal.client.FileDescriptor|null);
                functionId?: (string|null);
                functionCallId?: (string|null);
                taskId?: (string|null);
                searchText?: (string|null);
                parametrizedFunctionId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppFetchLogsRequest.$Properties;
        }

        interface IAppCountLogsRequest extends modal.client.AppCountLogsRequest.$Properties {
        }

        class AppCountLogsRequest {
            constructor(properties?: modal.client.AppCountLogsRequest.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            taskId: string;
            functionId: string;
            functionCallId: string;
            searchText: string;
            since?: (google.protobuf.Timestamp.$Properties|null);
            until?: (google.protobuf.Timestamp.$Properties|null);
            bucketSecs: number;
            source: modal.client.FileDescriptor;
            parametrizedFunctionId: string;
            static encode(message: modal.client.AppCountLogsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppCountLogsRequest & modal.client.AppCountLogsRequest.$Shape;
        }

        namespace AppCountLogsRequest {
            interface $Properties {
                appId?: (string|null);
                taskId?: (string|null);
                functionId?: (string|null);
                functionCallId?: (string|null);
                searchText?: (string|null);
                since?: (google.protobuf.Timestamp.$Properties|null);
                until?: (google.protobuf.Timestamp.$Properties|null);
                bucketSecs?: (number|null);
                source?: (modal.client.FileDescriptor|null);
                parametrizedFunctionId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppCountLogsRequest.$Properties;
        }

        interface IAppCountLogsResponse extends modal.client.AppCountLogsResponse.$Properties {
        }

        class AppCountLogsResponse {
            constructor(properties?: modal.client.AppCountLogsResponse.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            buckets: modal.client.AppCountLogsResponse.LogBucket.$Properties[];
            static encode(message: modal.client.AppCountLogsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppCountLogsResponse & modal.client.AppCountLogsResponse.$Shape;
        }

        namespace AppCountLogsResponse {
            interface $Properties {
                appId?: (string|null);
                buckets?: (modal.client.AppCountLogsResponse.LogBucket.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppCountLogsResponse.$Properties;

            interface ILogBucket extends modal.client.AppCountLogsResponse.LogBucket.$Properties {
            }

            class LogBucket {
                constructor(properties?: modal.client.AppCountLogsResponse.LogBucket.$Properties);
                $unknowns?: Uint8Array[];
                bucketStartAt?: (google.protobuf.Timestamp.$Properties|null);
                stdoutLogs: (number|Long);
                stderrLogs: (number|Long);
                systemLogs: (number|Long);
                static encode(message: modal.client.AppCountLogsResponse.LogBucket.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppCountLogsResponse.LogBucket & modal.client.AppCountLogsResponse.LogBucket.$Shape;
            }

            namespace LogBucket {
                interface $Properties {
                    bucketStartAt?: (google.protobuf.Timestamp.$Properties|null);
                    stdoutLogs?: (number|Long|null);
                    stderrLogs?: (number|Long|null);
                    systemLogs?: (number|Long|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = modal.client.AppCountLogsResponse.LogBucket.$Properties;
            }
        }

        interface IAppFetchLogsResponse extends modal.client.AppFetchLogsResponse.$Properties {
        }

        class AppFetchLogsResponse {
            constructor(properties?: modal.client.AppFetchLogsResponse.$Properties);
            $unknowns?: Uint8Array[];
            batches: modal.client.TaskLogsBatch.$Properties[];
            static encode(message: modal.client.AppFetchLogsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.AppFetchLogsResponse & modal.client.AppFetchLogsResponse.$Shape;
        }

        namespace AppFetchLogsResponse {
            interface $Properties {
                batches?: (modal.client.TaskLogsBatch.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.AppFetchLogsResponse.$Properties;
        }

        interface ITaskLogsBatch extends modal.client.TaskLogsBatch.$Properties {
        }

        class TaskLogsBatch {
            constructor(properties?: modal.client.TaskLogsBatch.$Properties);
            $unknowns?: Uint8Array[];
            taskId: string;
            items: modal.client.TaskLogs.$Properties[];
            entryId: string;
            appDone: boolean;
            functionId: string;
            inputId: string;
            rootFunctionId: string;
            static encode(message: modal.client.TaskLogsBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskLogsBatch & modal.client.TaskLogsBatch.$Shape;
        }

        namespace TaskLogsBatch {
            interface $Properties {
                taskId?: (string|null);
                items?: (modal.client.TaskLogs.$Properties[]|null);
                entryId?: (string|null);
                appDone?: (boolean|null);
                functionId?: (string|null);
                inputId?: (string|null);
                rootFunctionId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TaskLogsBatch.$Properties;
        }

        interface ITaskLogs extends modal.client.TaskLogs.$Properties {
        }

        class TaskLogs {
            constructor(properties?: modal.client.TaskLogs.$Properties);
            $unknowns?: Uint8Array[];
            data: string;
            taskState: modal.client.TaskState;
            timestamp: number;
            fileDescriptor: modal.client.FileDescriptor;
            functionCallId: string;
            inputId: string;
            timestampNs: (number|Long);
            containerId: string;
            static encode(message: modal.client.TaskLogs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskLogs & modal.client.TaskLogs.$Shape;
        }

        namespace TaskLogs {
            interface $Properties {
                data?: (string|null);
                taskState?: (modal.client.TaskState|null);
                timestamp?: (number|null);
                fileDescriptor?: (modal.client.FileDescriptor|null);
                functionCallId?: (string|null);
                inputId?: (string|null);
                timestampNs?: (number|Long|null);
                containerId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TaskLogs.$Properties;
        }

        enum TaskState {
            TASK_STATE_UNSPECIFIED = 0,
            TASK_STATE_QUEUED = 1,
            TASK_STATE_WORKER_ASSIGNED = 2,
            TASK_STATE_LOADING_IMAGE = 3,
            TASK_STATE_ACTIVE = 4,
            TASK_STATE_COMPLETED = 5,
            TASK_STATE_CREATED = 6,
            TASK_STATE_CREATING_CONTAINER = 7,
            TASK_STATE_IDLE = 8
        }

        interface ITaskListRequest extends modal.client.TaskListRequest.$Properties {
        }

        class TaskListRequest {
            constructor(properties?: modal.client.TaskListRequest.$Properties);
            $unknowns?: Uint8Array[];
            environmentName: string;
            appId: string;
            static encode(message: modal.client.TaskListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskListRequest & modal.client.TaskListRequest.$Shape;
        }

        namespace TaskListRequest {
            interface $Properties {
                environmentName?: (string|null);
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TaskListRequest.$Properties;
        }

        interface ITaskListResponse extends modal.client.TaskListResponse.$Properties {
        }

        class TaskListResponse {
            constructor(properties?: modal.client.TaskListResponse.$Properties);
            $unknowns?: Uint8Array[];
            tasks: modal.client.TaskStats.$Properties[];
            static encode(message: modal.client.TaskListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskListResponse & modal.client.TaskListResponse.$Shape;
        }

        namespace TaskListResponse {
            interface $Properties {
                tasks?: (modal.client.TaskStats.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TaskListResponse.$Properties;
        }

        interface ITaskStats extends modal.client.TaskStats.$Properties {
        }

        class TaskStats {
            constructor(properties?: modal.client.TaskStats.$Properties);
            $unknowns?: Uint8Array[];
            taskId: string;
            appId: string;
            appDescription: string;
            startedAt: number;
            enqueuedAt: number;
            lydianFunctionTag: string;
            lydianState: string;
            lydianRunningInputs: number;
            static encode(message: modal.client.TaskStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskStats & modal.client.TaskStats.$Shape;
        }

        namespace TaskStats {
            interface $Properties {
                taskId?: (string|null);
                appId?: (string|null);
                appDescription?: (string|null);
                startedAt?: (number|null);
                enqueuedAt?: (number|null);
                lydianFunctionTag?: (string|null);
                lydianState?: (string|null);
                lydianRunningInputs?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TaskStats.$Properties;
        }

        interface ITaskGetInfoRequest extends modal.client.TaskGetInfoRequest.$Properties {
        }

        class TaskGetInfoRequest {
            constructor(properties?: modal.client.TaskGetInfoRequest.$Properties);
            $unknowns?: Uint8Array[];
            taskId: string;
            static encode(message: modal.client.TaskGetInfoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskGetInfoRequest & modal.client.TaskGetInfoRequest.$Shape;
        }

        namespace TaskGetInfoRequest {
            interface $Properties {
                taskId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TaskGetInfoRequest.$Properties;
        }

        interface ITaskGetInfoResponse extends modal.client.TaskGetInfoResponse.$Properties {
        }

        class TaskGetInfoResponse {
            constructor(properties?: modal.client.TaskGetInfoResponse.$Properties);
            $unknowns?: Uint8Array[];
            appId: string;
            info?: (modal.client.TaskInfo.$Properties|null);
            static encode(message: modal.client.TaskGetInfoResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskGetInfoResponse & modal.client.TaskGetInfoResponse.$Shape;
        }

        namespace TaskGetInfoResponse {
            interface $Properties {
                appId?: (string|null);
                info?: (modal.client.TaskInfo.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TaskGetInfoResponse.$Properties;
        }

        interface ITaskInfo extends modal.client.TaskInfo.$Properties {
        }

        class TaskInfo {
            constructor(properties?: modal.client.TaskInfo.$Properties);
            $unknowns?: Uint8Array[];
            id: string;
            startedAt: number;
            finishedAt: number;
            enqueuedAt: number;
            static encode(message: modal.client.TaskInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.TaskInfo & modal.client.TaskInfo.$Shape;
        }

        namespace TaskInfo {
            interface $Properties {
                id?: (string|null);
                startedAt?: (number|null);
                finishedAt?: (number|null);
                enqueuedAt?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.TaskInfo.$Properties;
        }

        interface IContainerStopRequest extends modal.client.ContainerStopRequest.$Properties {
        }

        class ContainerStopRequest {
            constructor(properties?: modal.client.ContainerStopRequest.$Properties);
            $unknowns?: Uint8Array[];
            taskId: string;
            graceful: boolean;
            static encode(message: modal.client.ContainerStopRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ContainerStopRequest & modal.client.ContainerStopRequest.$Shape;
        }

        namespace ContainerStopRequest {
            interface $Properties {
                taskId?: (string|null);
                graceful?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ContainerStopRequest.$Properties;
        }

        interface IContainerStopResponse extends modal.client.ContainerStopResponse.$Properties {
        }

        class ContainerStopResponse {
            constructor(properties?: modal.client.ContainerStopResponse.$Properties);
            $unknowns?: Uint8Array[];
            static encode(message: modal.client.ContainerStopResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ContainerStopResponse & modal.client.ContainerStopResponse.$Shape;
        }

        namespace ContainerStopResponse {
            interface $Properties {
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ContainerStopResponse.$Properties;
        }

        interface IEnvironmentGetOrCreateRequest extends modal.client.EnvironmentGetOrCreateRequest.$Properties {
        }

        class EnvironmentGetOrCreateRequest {
            constructor(properties?: modal.client.EnvironmentGetOrCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            deploymentName: string;
            objectCreationType: modal.client.ObjectCreationType;
            static encode(message: modal.client.EnvironmentGetOrCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentGetOrCreateRequest & modal.client.EnvironmentGetOrCreateRequest.$Shape;
        }

        namespace EnvironmentGetOrCreateRequest {
            interface $Properties {
                deploymentName?: (string|null);
                objectCreationType?: (modal.client.ObjectCreationType|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentGetOrCreateRequest.$Properties;
        }

        interface IEnvironmentGetOrCreateResponse extends modal.client.EnvironmentGetOrCreateResponse.$Properties {
        }

        class EnvironmentGetOrCreateResponse {
            constructor(properties?: modal.client.EnvironmentGetOrCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            environmentId: string;
            metadata?: (modal.client.EnvironmentMetadata.$Properties|null);
            static encode(message: modal.client.EnvironmentGetOrCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentGetOrCreateResponse & modal.client.EnvironmentGetOrCreateResponse.$Shape;
        }

        namespace EnvironmentGetOrCreateResponse {
            interface $Properties {
                environmentId?: (string|null);
                metadata?: (modal.client.EnvironmentMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentGetOrCreateResponse.$Properties;
        }

        interface IEnvironmentMetadata extends modal.client.EnvironmentMetadata.$Properties {
        }

        class EnvironmentMetadata {
            constructor(properties?: modal.client.EnvironmentMetadata.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            settings?: (modal.client.EnvironmentSettings.$Properties|null);
            static encode(message: modal.client.EnvironmentMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentMetadata & modal.client.EnvironmentMetadata.$Shape;
        }

        namespace EnvironmentMetadata {
            interface $Properties {
                name?: (string|null);
                settings?: (modal.client.EnvironmentSettings.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentMetadata.$Properties;
        }

        interface IEnvironmentSettings extends modal.client.EnvironmentSettings.$Properties {
        }

        class EnvironmentSettings {
            constructor(properties?: modal.client.EnvironmentSettings.$Properties);
            $unknowns?: Uint8Array[];
            imageBuilderVersion: string;
            webhookSuffix: string;
            static encode(message: modal.client.EnvironmentSettings.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentSettings & modal.client.EnvironmentSettings.$Shape;
        }

        namespace EnvironmentSettings {
            interface $Properties {
                imageBuilderVersion?: (string|null);
                webhookSuffix?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentSettings.$Properties;
        }

        interface IEnvironmentListResponse extends modal.client.EnvironmentListResponse.$Properties {
        }

        class EnvironmentListResponse {
            constructor(properties?: modal.client.EnvironmentListResponse.$Properties);
            $unknowns?: Uint8Array[];
            items: modal.client.EnvironmentListItem.$Properties[];
            static encode(message: modal.client.EnvironmentListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentListResponse & modal.client.EnvironmentListResponse.$Shape;
        }

        namespace EnvironmentListResponse {
            interface $Properties {
                items?: (modal.client.EnvironmentListItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentListResponse.$Properties;
        }

        interface IEnvironmentListItem extends modal.client.EnvironmentListItem.$Properties {
        }

        class EnvironmentListItem {
            constructor(properties?: modal.client.EnvironmentListItem.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            webhookSuffix: string;
            createdAt: number;
            default: boolean;
            isManaged: boolean;
            environmentId: string;
            imageBuilderVersion?: (string|null);
            static encode(message: modal.client.EnvironmentListItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentListItem & modal.client.EnvironmentListItem.$Shape;
        }

        namespace EnvironmentListItem {
            interface $Properties {
                name?: (string|null);
                webhookSuffix?: (string|null);
                createdAt?: (number|null);
                "default"?: (boolean|null);
                isManaged?: (boolean|null);
                environmentId?: (string|null);
                imageBuilderVersion?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentListItem.$Properties;
        }

        interface IEnvironmentCreateRequest extends modal.client.EnvironmentCreateRequest.$Properties {
        }

        class EnvironmentCreateRequest {
            constructor(properties?: modal.client.EnvironmentCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            isManaged: boolean;
            defaultMemberRoleStr: string;
            static encode(message: modal.client.EnvironmentCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentCreateRequest & modal.client.EnvironmentCreateRequest.$Shape;
        }

        namespace EnvironmentCreateRequest {
            interface $Properties {
                name?: (string|null);
                isManaged?: (boolean|null);
                defaultMemberRoleStr?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentCreateRequest.$Properties;
        }

        interface IEnvironmentDeleteRequest extends modal.client.EnvironmentDeleteRequest.$Properties {
        }

        class EnvironmentDeleteRequest {
            constructor(properties?: modal.client.EnvironmentDeleteRequest.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            static encode(message: modal.client.EnvironmentDeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentDeleteRequest & modal.client.EnvironmentDeleteRequest.$Shape;
        }

        namespace EnvironmentDeleteRequest {
            interface $Properties {
                name?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentDeleteRequest.$Properties;
        }

        interface IEnvironmentUpdateRequest extends modal.client.EnvironmentUpdateRequest.$Properties {
        }

        class EnvironmentUpdateRequest {
            constructor(properties?: modal.client.EnvironmentUpdateRequest.$Properties);
            $unknowns?: Uint8Array[];
            currentName: string;
            name?: (google.protobuf.StringValue.$Properties|null);
            webSuffix?: (google.protobuf.StringValue.$Properties|null);
            imageBuilderVersion?: (string|null);
            static encode(message: modal.client.EnvironmentUpdateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.EnvironmentUpdateRequest & modal.client.EnvironmentUpdateRequest.$Shape;
        }

        namespace EnvironmentUpdateRequest {
            interface $Properties {
                currentName?: (string|null);
                name?: (google.protobuf.StringValue.$Properties|null);
                webSuffix?: (google.protobuf.StringValue.$Properties|null);
                imageBuilderVersion?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.EnvironmentUpdateRequest.$Properties;
        }

        interface ISecretGetOrCreateRequest extends modal.client.SecretGetOrCreateRequest.$Properties {
        }

        class SecretGetOrCreateRequest {
            constructor(properties?: modal.client.SecretGetOrCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            deploymentName: string;
            environmentName: string;
            objectCreationType: modal.client.ObjectCreationType;
            envDict: { [k: string]: string };
            appId: string;
            requiredKeys: string[];
            static encode(message: modal.client.SecretGetOrCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretGetOrCreateRequest & modal.client.SecretGetOrCreateRequest.$Shape;
        }

        namespace SecretGetOrCreateRequest {
            interface $Properties {
                deploymentName?: (string|null);
                environmentName?: (string|null);
                objectCreationType?: (modal.client.ObjectCreationType|null);
                envDict?: ({ [k: string]: string }|null);
                appId?: (string|null);
                requiredKeys?: (string[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretGetOrCreateRequest.$Properties;
        }

        interface ISecretGetOrCreateResponse extends modal.client.SecretGetOrCreateResponse.$Properties {
        }

        class SecretGetOrCreateResponse {
            constructor(properties?: modal.client.SecretGetOrCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            secretId: string;
            metadata?: (modal.client.SecretMetadata.$Properties|null);
            static encode(message: modal.client.SecretGetOrCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretGetOrCreateResponse & modal.client.SecretGetOrCreateResponse.$Shape;
        }

        namespace SecretGetOrCreateResponse {
            interface $Properties {
                secretId?: (string|null);
                metadata?: (modal.client.SecretMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretGetOrCreateResponse.$Properties;
        }

        interface ISecretMetadata extends modal.client.SecretMetadata.$Properties {
        }

        class SecretMetadata {
            constructor(properties?: modal.client.SecretMetadata.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            creationInfo?: (modal.client.CreationInfo.$Properties|null);
            keys: string[];
            environmentName: string;
            static encode(message: modal.client.SecretMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretMetadata & modal.client.SecretMetadata.$Shape;
        }

        namespace SecretMetadata {
            interface $Properties {
                name?: (string|null);
                creationInfo?: (modal.client.CreationInfo.$Properties|null);
                keys?: (string[]|null);
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretMetadata.$Properties;
        }

        interface ISecretListRequest extends modal.client.SecretListRequest.$Properties {
        }

        class SecretListRequest {
            constructor(properties?: modal.client.SecretListRequest.$Properties);
            $unknowns?: Uint8Array[];
            environmentName: string;
            pagination?: (modal.client.ListPagination.$Properties|null);
            static encode(message: modal.client.SecretListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretListRequest & modal.client.SecretListRequest.$Shape;
        }

        namespace SecretListRequest {
            interface $Properties {
                environmentName?: (string|null);
                pagination?: (modal.client.ListPagination.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretListRequest.$Properties;
        }

        interface ISecretListResponse extends modal.client.SecretListResponse.$Properties {
        }

        class SecretListResponse {
            constructor(properties?: modal.client.SecretListResponse.$Properties);
            $unknowns?: Uint8Array[];
            items: modal.client.SecretListItem.$Properties[];
            environmentName: string;
            static encode(message: modal.client.SecretListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretListResponse & modal.client.SecretListResponse.$Shape;
        }

        namespace SecretListResponse {
            interface $Properties {
                items?: (modal.client.SecretListItem.$Properties[]|null);
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretListResponse.$Properties;
        }

        interface ISecretListItem extends modal.client.SecretListItem.$Properties {
        }

        class SecretListItem {
            constructor(properties?: modal.client.SecretListItem.$Properties);
            $unknowns?: Uint8Array[];
            label: string;
            createdAt: number;
            lastUsedAt: number;
            environmentName: string;
            secretId: string;
            metadata?: (modal.client.SecretMetadata.$Properties|null);
            lydianKeys: string[];
            static encode(message: modal.client.SecretListItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretListItem & modal.client.SecretListItem.$Shape;
        }

        namespace SecretListItem {
            interface $Properties {
                label?: (string|null);
                createdAt?: (number|null);
                lastUsedAt?: (number|null);
                environmentName?: (string|null);
                secretId?: (string|null);
                metadata?: (modal.client.SecretMetadata.$Properties|null);
                lydianKeys?: (string[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretListItem.$Properties;
        }

        interface ISecretUpdateRequest extends modal.client.SecretUpdateRequest.$Properties {
        }

        class SecretUpdateRequest {
            constructor(properties?: modal.client.SecretUpdateRequest.$Properties);
            $unknowns?: Uint8Array[];
            secretId: string;
            updates: modal.client.SecretUpdateRequest.Update.$Properties[];
            static encode(message: modal.client.SecretUpdateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretUpdateRequest & modal.client.SecretUpdateRequest.$Shape;
        }

        namespace SecretUpdateRequest {
            interface $Properties {
                secretId?: (string|null);
                updates?: (modal.client.SecretUpdateRequest.Update.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretUpdateRequest.$Properties;

            interface IUpdate extends modal.client.SecretUpdateRequest.Update.$Properties {
            }

            class Update {
                constructor(properties?: modal.client.SecretUpdateRequest.Update.$Properties);
                $unknowns?: Uint8Array[];
                key: string;
                value?: (string|null);
                static encode(message: modal.client.SecretUpdateRequest.Update.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretUpdateRequest.Update & modal.client.SecretUpdateRequest.Update.$Shape;
            }

            namespace Update {
                interface $Properties {
                    key?: (string|null);
                    value?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = modal.client.SecretUpdateRequest.Update.$Properties;
            }
        }

        interface ISecretGetInfoRequest extends modal.client.SecretGetInfoRequest.$Properties {
        }

        class SecretGetInfoRequest {
            constructor(properties?: modal.client.SecretGetInfoRequest.$Properties);
            $unknowns?: Uint8Array[];
            secretId: string;
            static encode(message: modal.client.SecretGetInfoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretGetInfoRequest & modal.client.SecretGetInfoRequest.$Shape;
        }

        namespace SecretGetInfoRequest {
            interface $Properties {
                secretId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretGetInfoRequest.$Properties;
        }

        interface ISecretGetInfoResponse extends modal.client.SecretGetInfoResponse.$Properties {
        }

        class SecretGetInfoResponse {
            constructor(properties?: modal.client.SecretGetInfoResponse.$Properties);
            $unknowns?: Uint8Array[];
            metadata?: (modal.client.SecretMetadata.$Properties|null);
            static encode(message: modal.client.SecretGetInfoResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretGetInfoResponse & modal.client.SecretGetInfoResponse.$Shape;
        }

        namespace SecretGetInfoResponse {
            interface $Properties {
                metadata?: (modal.client.SecretMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretGetInfoResponse.$Properties;
        }

        interface ISecretDeleteRequest extends modal.client.SecretDeleteRequest.$Properties {
        }

        class SecretDeleteRequest {
            constructor(properties?: modal.client.SecretDeleteRequest.$Properties);
            $unknowns?: Uint8Array[];
            secretId: string;
            static encode(message: modal.client.SecretDeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.SecretDeleteRequest & modal.client.SecretDeleteRequest.$Shape;
        }

        namespace SecretDeleteRequest {
            interface $Properties {
                secretId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.SecretDeleteRequest.$Properties;
        }

        interface IDictMetadata extends modal.client.DictMetadata.$Properties {
        }

        class DictMetadata {
            constructor(properties?: modal.client.DictMetadata.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            creationInfo?: (modal.client.CreationInfo.$Properties|null);
            static encode(message: modal.client.DictMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictMetadata & modal.client.DictMetadata.$Shape;
        }

        namespace DictMetadata {
            interface $Properties {
                name?: (string|null);
                creationInfo?: (modal.client.CreationInfo.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictMetadata.$Properties;
        }

        interface IDictEntry extends modal.client.DictEntry.$Properties {
        }

        class DictEntry {
            constructor(properties?: modal.client.DictEntry.$Properties);
            $unknowns?: Uint8Array[];
            key: Uint8Array;
            value: Uint8Array;
            static encode(message: modal.client.DictEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictEntry & modal.client.DictEntry.$Shape;
        }

        namespace DictEntry {
            interface $Properties {
                key?: (Uint8Array|null);
                value?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictEntry.$Properties;
        }

        interface IDictGetOrCreateRequest extends modal.client.DictGetOrCreateRequest.$Properties {
        }

        class DictGetOrCreateRequest {
            constructor(properties?: modal.client.DictGetOrCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            deploymentName: string;
            environmentName: string;
            objectCreationType: modal.client.ObjectCreationType;
            data: modal.client.DictEntry.$Properties[];
            static encode(message: modal.client.DictGetOrCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictGetOrCreateRequest & modal.client.DictGetOrCreateRequest.$Shape;
        }

        namespace DictGetOrCreateRequest {
            interface $Properties {
                deploymentName?: (string|null);
                environmentName?: (string|null);
                objectCreationType?: (modal.client.ObjectCreationType|null);
                data?: (modal.client.DictEntry.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictGetOrCreateRequest.$Properties;
        }

        interface IDictGetOrCreateResponse extends modal.client.DictGetOrCreateResponse.$Properties {
        }

        class DictGetOrCreateResponse {
            constructor(properties?: modal.client.DictGetOrCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            metadata?: (modal.client.DictMetadata.$Properties|null);
            static encode(message: modal.client.DictGetOrCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictGetOrCreateResponse & modal.client.DictGetOrCreateResponse.$Shape;
        }

        namespace DictGetOrCreateResponse {
            interface $Properties {
                dictId?: (string|null);
                metadata?: (modal.client.DictMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictGetOrCreateResponse.$Properties;
        }

        interface IDictGetByIdRequest extends modal.client.DictGetByIdRequest.$Properties {
        }

        class DictGetByIdRequest {
            constructor(properties?: modal.client.DictGetByIdRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            static encode(message: modal.client.DictGetByIdRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictGetByIdRequest & modal.client.DictGetByIdRequest.$Shape;
        }

        namespace DictGetByIdRequest {
            interface $Properties {
                dictId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictGetByIdRequest.$Properties;
        }

        interface IDictGetByIdResponse extends modal.client.DictGetByIdResponse.$Properties {
        }

        class DictGetByIdResponse {
            constructor(properties?: modal.client.DictGetByIdResponse.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            metadata?: (modal.client.DictMetadata.$Properties|null);
            static encode(message: modal.client.DictGetByIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictGetByIdResponse & modal.client.DictGetByIdResponse.$Shape;
        }

        namespace DictGetByIdResponse {
            interface $Properties {
                dictId?: (string|null);
                metadata?: (modal.client.DictMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictGetByIdResponse.$Properties;
        }

        interface IDictGetRequest extends modal.client.DictGetRequest.$Properties {
        }

        class DictGetRequest {
            constructor(properties?: modal.client.DictGetRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            key: Uint8Array;
            static encode(message: modal.client.DictGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictGetRequest & modal.client.DictGetRequest.$Shape;
        }

        namespace DictGetRequest {
            interface $Properties {
                dictId?: (string|null);
                key?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictGetRequest.$Properties;
        }

        interface IDictGetResponse extends modal.client.DictGetResponse.$Properties {
        }

        class DictGetResponse {
            constructor(properties?: modal.client.DictGetResponse.$Properties);
            $unknowns?: Uint8Array[];
            found: boolean;
            value?: (Uint8Array|null);
            static encode(message: modal.client.DictGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictGetResponse & modal.client.DictGetResponse.$Shape;
        }

        namespace DictGetResponse {
            interface $Properties {
                found?: (boolean|null);
                value?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictGetResponse.$Properties;
        }

        interface IDictContainsRequest extends modal.client.DictContainsRequest.$Properties {
        }

        class DictContainsRequest {
            constructor(properties?: modal.client.DictContainsRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            key: Uint8Array;
            static encode(message: modal.client.DictContainsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictContainsRequest & modal.client.DictContainsRequest.$Shape;
        }

        namespace DictContainsRequest {
            interface $Properties {
                dictId?: (string|null);
                key?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictContainsRequest.$Properties;
        }

        interface IDictContainsResponse extends modal.client.DictContainsResponse.$Properties {
        }

        class DictContainsResponse {
            constructor(properties?: modal.client.DictContainsResponse.$Properties);
            $unknowns?: Uint8Array[];
            found: boolean;
            static encode(message: modal.client.DictContainsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictContainsResponse & modal.client.DictContainsResponse.$Shape;
        }

        namespace DictContainsResponse {
            interface $Properties {
                found?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictContainsResponse.$Properties;
        }

        interface IDictUpdateRequest extends modal.client.DictUpdateRequest.$Properties {
        }

        class DictUpdateRequest {
            constructor(properties?: modal.client.DictUpdateRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            updates: modal.client.DictEntry.$Properties[];
            ifNotExists: boolean;
            static encode(message: modal.client.DictUpdateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictUpdateRequest & modal.client.DictUpdateRequest.$Shape;
        }

        namespace DictUpdateRequest {
            interface $Properties {
                dictId?: (string|null);
                updates?: (modal.client.DictEntry.$Properties[]|null);
                ifNotExists?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictUpdateRequest.$Properties;
        }

        interface IDictUpdateResponse extends modal.client.DictUpdateResponse.$Properties {
        }

        class DictUpdateResponse {
            constructor(properties?: modal.client.DictUpdateResponse.$Properties);
            $unknowns?: Uint8Array[];
            created: boolean;
            static encode(message: modal.client.DictUpdateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictUpdateResponse & modal.client.DictUpdateResponse.$Shape;
        }

        namespace DictUpdateResponse {
            interface $Properties {
                created?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictUpdateResponse.$Properties;
        }

        interface IDictPopRequest extends modal.client.DictPopRequest.$Properties {
        }

        class DictPopRequest {
            constructor(properties?: modal.client.DictPopRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            key: Uint8Array;
            static encode(message: modal.client.DictPopRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictPopRequest & modal.client.DictPopRequest.$Shape;
        }

        namespace DictPopRequest {
            interface $Properties {
                dictId?: (string|null);
                key?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictPopRequest.$Properties;
        }

        interface IDictPopResponse extends modal.client.DictPopResponse.$Properties {
        }

        class DictPopResponse {
            constructor(properties?: modal.client.DictPopResponse.$Properties);
            $unknowns?: Uint8Array[];
            found: boolean;
            value?: (Uint8Array|null);
            static encode(message: modal.client.DictPopResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictPopResponse & modal.client.DictPopResponse.$Shape;
        }

        namespace DictPopResponse {
            interface $Properties {
                found?: (boolean|null);
                value?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictPopResponse.$Properties;
        }

        interface IDictLenRequest extends modal.client.DictLenRequest.$Properties {
        }

        class DictLenRequest {
            constructor(properties?: modal.client.DictLenRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            static encode(message: modal.client.DictLenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictLenRequest & modal.client.DictLenRequest.$Shape;
        }

        namespace DictLenRequest {
            interface $Properties {
                dictId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictLenRequest.$Properties;
        }

        interface IDictLenResponse extends modal.client.DictLenResponse.$Properties {
        }

        class DictLenResponse {
            constructor(properties?: modal.client.DictLenResponse.$Properties);
            $unknowns?: Uint8Array[];
            len: number;
            static encode(message: modal.client.DictLenResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictLenResponse & modal.client.DictLenResponse.$Shape;
        }

        namespace DictLenResponse {
            interface $Properties {
                len?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictLenResponse.$Properties;
        }

        interface IDictContentsRequest extends modal.client.DictContentsRequest.$Properties {
        }

        class DictContentsRequest {
            constructor(properties?: modal.client.DictContentsRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            keys: boolean;
            values: boolean;
            static encode(message: modal.client.DictContentsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictContentsRequest & modal.client.DictContentsRequest.$Shape;
        }

        namespace DictContentsRequest {
            interface $Properties {
                dictId?: (string|null);
                keys?: (boolean|null);
                values?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictContentsRequest.$Properties;
        }

        interface IDictClearRequest extends modal.client.DictClearRequest.$Properties {
        }

        class DictClearRequest {
            constructor(properties?: modal.client.DictClearRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            static encode(message: modal.client.DictClearRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictClearRequest & modal.client.DictClearRequest.$Shape;
        }

        namespace DictClearRequest {
            interface $Properties {
                dictId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictClearRequest.$Properties;
        }

        interface IDictDeleteRequest extends modal.client.DictDeleteRequest.$Properties {
        }

        class DictDeleteRequest {
            constructor(properties?: modal.client.DictDeleteRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            static encode(message: modal.client.DictDeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictDeleteRequest & modal.client.DictDeleteRequest.$Shape;
        }

        namespace DictDeleteRequest {
            interface $Properties {
                dictId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictDeleteRequest.$Properties;
        }

        interface IDictHeartbeatRequest extends modal.client.DictHeartbeatRequest.$Properties {
        }

        class DictHeartbeatRequest {
            constructor(properties?: modal.client.DictHeartbeatRequest.$Properties);
            $unknowns?: Uint8Array[];
            dictId: string;
            static encode(message: modal.client.DictHeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictHeartbeatRequest & modal.client.DictHeartbeatRequest.$Shape;
        }

        namespace DictHeartbeatRequest {
            interface $Properties {
                dictId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictHeartbeatRequest.$Properties;
        }

        interface IDictListRequest extends modal.client.DictListRequest.$Properties {
        }

        class DictListRequest {
            constructor(properties?: modal.client.DictListRequest.$Properties);
            $unknowns?: Uint8Array[];
            environmentName: string;
            pagination?: (modal.client.ListPagination.$Properties|null);
            static encode(message: modal.client.DictListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictListRequest & modal.client.DictListRequest.$Shape;
        }

        namespace DictListRequest {
            interface $Properties {
                environmentName?: (string|null);
                pagination?: (modal.client.ListPagination.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictListRequest.$Properties;
        }

        interface IDictListResponse extends modal.client.DictListResponse.$Properties {
        }

        class DictListResponse {
            constructor(properties?: modal.client.DictListResponse.$Properties);
            $unknowns?: Uint8Array[];
            dicts: modal.client.DictListResponse.DictInfo.$Properties[];
            environmentName: string;
            static encode(message: modal.client.DictListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictListResponse & modal.client.DictListResponse.$Shape;
        }

        namespace DictListResponse {
            interface $Properties {
                dicts?: (modal.client.DictListResponse.DictInfo.$Properties[]|null);
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.DictListResponse.$Properties;

            interface IDictInfo extends modal.client.DictListResponse.DictInfo.$Properties {
            }

            class DictInfo {
                constructor(properties?: modal.client.DictListResponse.DictInfo.$Properties);
                $unknowns?: Uint8Array[];
                name: string;
                createdAt: number;
                dictId: string;
                metadata?: (modal.client.DictMetadata.$Properties|null);
                static encode(message: modal.client.DictListResponse.DictInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.DictListResponse.DictInfo & modal.client.DictListResponse.DictInfo.$Shape;
            }

            namespace DictInfo {
                interface $Properties {
                    name?: (string|null);
                    createdAt?: (number|null);
                    dictId?: (string|null);
                    metadata?: (modal.client.DictMetadata.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = modal.client.DictListResponse.DictInfo.$Properties;
            }
        }

        interface IQueueMetadata extends modal.client.QueueMetadata.$Properties {
        }

        class QueueMetadata {
            constructor(properties?: modal.client.QueueMetadata.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            creationInfo?: (modal.client.CreationInfo.$Properties|null);
            static encode(message: modal.client.QueueMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueMetadata & modal.client.QueueMetadata.$Shape;
        }

        namespace QueueMetadata {
            interface $Properties {
                name?: (string|null);
                creationInfo?: (modal.client.CreationInfo.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueMetadata.$Properties;
        }

        interface IQueueGetOrCreateRequest extends modal.client.QueueGetOrCreateRequest.$Properties {
        }

        class QueueGetOrCreateRequest {
            constructor(properties?: modal.client.QueueGetOrCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            deploymentName: string;
            environmentName: string;
            objectCreationType: modal.client.ObjectCreationType;
            static encode(message: modal.client.QueueGetOrCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueGetOrCreateRequest & modal.client.QueueGetOrCreateRequest.$Shape;
        }

        namespace QueueGetOrCreateRequest {
            interface $Properties {
                deploymentName?: (string|null);
                environmentName?: (string|null);
                objectCreationType?: (modal.client.ObjectCreationType|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueGetOrCreateRequest.$Properties;
        }

        interface IQueueGetOrCreateResponse extends modal.client.QueueGetOrCreateResponse.$Properties {
        }

        class QueueGetOrCreateResponse {
            constructor(properties?: modal.client.QueueGetOrCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            metadata?: (modal.client.QueueMetadata.$Properties|null);
            static encode(message: modal.client.QueueGetOrCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueGetOrCreateResponse & modal.client.QueueGetOrCreateResponse.$Shape;
        }

        namespace QueueGetOrCreateResponse {
            interface $Properties {
                queueId?: (string|null);
                metadata?: (modal.client.QueueMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueGetOrCreateResponse.$Properties;
        }

        interface IQueueGetByIdRequest extends modal.client.QueueGetByIdRequest.$Properties {
        }

        class QueueGetByIdRequest {
            constructor(properties?: modal.client.QueueGetByIdRequest.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            static encode(message: modal.client.QueueGetByIdRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueGetByIdRequest & modal.client.QueueGetByIdRequest.$Shape;
        }

        namespace QueueGetByIdRequest {
            interface $Properties {
                queueId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueGetByIdRequest.$Properties;
        }

        interface IQueueGetByIdResponse extends modal.client.QueueGetByIdResponse.$Properties {
        }

        class QueueGetByIdResponse {
            constructor(properties?: modal.client.QueueGetByIdResponse.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            metadata?: (modal.client.QueueMetadata.$Properties|null);
            static encode(message: modal.client.QueueGetByIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueGetByIdResponse & modal.client.QueueGetByIdResponse.$Shape;
        }

        namespace QueueGetByIdResponse {
            interface $Properties {
                queueId?: (string|null);
                metadata?: (modal.client.QueueMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueGetByIdResponse.$Properties;
        }

        interface IQueuePutRequest extends modal.client.QueuePutRequest.$Properties {
        }

        class QueuePutRequest {
            constructor(properties?: modal.client.QueuePutRequest.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            values: Uint8Array[];
            partitionKey: Uint8Array;
            partitionTtlSeconds: number;
            static encode(message: modal.client.QueuePutRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueuePutRequest & modal.client.QueuePutRequest.$Shape;
        }

        namespace QueuePutRequest {
            interface $Properties {
                queueId?: (string|null);
                values?: (Uint8Array[]|null);
                partitionKey?: (Uint8Array|null);
                partitionTtlSeconds?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueuePutRequest.$Properties;
        }

        interface IQueueGetRequest extends modal.client.QueueGetRequest.$Properties {
        }

        class QueueGetRequest {
            constructor(properties?: modal.client.QueueGetRequest.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            timeout: number;
            nValues: number;
            partitionKey: Uint8Array;
            static encode(message: modal.client.QueueGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueGetRequest & modal.client.QueueGetRequest.$Shape;
        }

        namespace QueueGetRequest {
            interface $Properties {
                queueId?: (string|null);
                timeout?: (number|null);
                nValues?: (number|null);
                partitionKey?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueGetRequest.$Properties;
        }

        interface IQueueGetResponse extends modal.client.QueueGetResponse.$Properties {
        }

        class QueueGetResponse {
            constructor(properties?: modal.client.QueueGetResponse.$Properties);
            $unknowns?: Uint8Array[];
            values: Uint8Array[];
            static encode(message: modal.client.QueueGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueGetResponse & modal.client.QueueGetResponse.$Shape;
        }

        namespace QueueGetResponse {
            interface $Properties {
                values?: (Uint8Array[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueGetResponse.$Properties;
        }

        interface IQueueLenRequest extends modal.client.QueueLenRequest.$Properties {
        }

        class QueueLenRequest {
            constructor(properties?: modal.client.QueueLenRequest.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            partitionKey: Uint8Array;
            total: boolean;
            static encode(message: modal.client.QueueLenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueLenRequest & modal.client.QueueLenRequest.$Shape;
        }

        namespace QueueLenRequest {
            interface $Properties {
                queueId?: (string|null);
                partitionKey?: (Uint8Array|null);
                total?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueLenRequest.$Properties;
        }

        interface IQueueLenResponse extends modal.client.QueueLenResponse.$Properties {
        }

        class QueueLenResponse {
            constructor(properties?: modal.client.QueueLenResponse.$Properties);
            $unknowns?: Uint8Array[];
            len: number;
            static encode(message: modal.client.QueueLenResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueLenResponse & modal.client.QueueLenResponse.$Shape;
        }

        namespace QueueLenResponse {
            interface $Properties {
                len?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueLenResponse.$Properties;
        }

        interface IQueueClearRequest extends modal.client.QueueClearRequest.$Properties {
        }

        class QueueClearRequest {
            constructor(properties?: modal.client.QueueClearRequest.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            partitionKey: Uint8Array;
            allPartitions: boolean;
            static encode(message: modal.client.QueueClearRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueClearRequest & modal.client.QueueClearRequest.$Shape;
        }

        namespace QueueClearRequest {
            interface $Properties {
                queueId?: (string|null);
                partitionKey?: (Uint8Array|null);
                allPartitions?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueClearRequest.$Properties;
        }

        interface IQueueNextItemsRequest extends modal.client.QueueNextItemsRequest.$Properties {
        }

        class QueueNextItemsRequest {
            constructor(properties?: modal.client.QueueNextItemsRequest.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            partitionKey: Uint8Array;
            lastEntryId: string;
            itemPollTimeout: number;
            static encode(message: modal.client.QueueNextItemsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueNextItemsRequest & modal.client.QueueNextItemsRequest.$Shape;
        }

        namespace QueueNextItemsRequest {
            interface $Properties {
                queueId?: (string|null);
                partitionKey?: (Uint8Array|null);
                lastEntryId?: (string|null);
                itemPollTimeout?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueNextItemsRequest.$Properties;
        }

        interface IQueueNextItemsResponse extends modal.client.QueueNextItemsResponse.$Properties {
        }

        class QueueNextItemsResponse {
            constructor(properties?: modal.client.QueueNextItemsResponse.$Properties);
            $unknowns?: Uint8Array[];
            items: modal.client.QueueItem.$Properties[];
            static encode(message: modal.client.QueueNextItemsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueNextItemsResponse & modal.client.QueueNextItemsResponse.$Shape;
        }

        namespace QueueNextItemsResponse {
            interface $Properties {
                items?: (modal.client.QueueItem.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueNextItemsResponse.$Properties;
        }

        interface IQueueItem extends modal.client.QueueItem.$Properties {
        }

        class QueueItem {
            constructor(properties?: modal.client.QueueItem.$Properties);
            $unknowns?: Uint8Array[];
            value: Uint8Array;
            entryId: string;
            static encode(message: modal.client.QueueItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueItem & modal.client.QueueItem.$Shape;
        }

        namespace QueueItem {
            interface $Properties {
                value?: (Uint8Array|null);
                entryId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueItem.$Properties;
        }

        interface IQueueDeleteRequest extends modal.client.QueueDeleteRequest.$Properties {
        }

        class QueueDeleteRequest {
            constructor(properties?: modal.client.QueueDeleteRequest.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            static encode(message: modal.client.QueueDeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueDeleteRequest & modal.client.QueueDeleteRequest.$Shape;
        }

        namespace QueueDeleteRequest {
            interface $Properties {
                queueId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueDeleteRequest.$Properties;
        }

        interface IQueueHeartbeatRequest extends modal.client.QueueHeartbeatRequest.$Properties {
        }

        class QueueHeartbeatRequest {
            constructor(properties?: modal.client.QueueHeartbeatRequest.$Properties);
            $unknowns?: Uint8Array[];
            queueId: string;
            static encode(message: modal.client.QueueHeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueHeartbeatRequest & modal.client.QueueHeartbeatRequest.$Shape;
        }

        namespace QueueHeartbeatRequest {
            interface $Properties {
                queueId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueHeartbeatRequest.$Properties;
        }

        interface IQueueListRequest extends modal.client.QueueListRequest.$Properties {
        }

        class QueueListRequest {
            constructor(properties?: modal.client.QueueListRequest.$Properties);
            $unknowns?: Uint8Array[];
            environmentName: string;
            totalSizeLimit: number;
            pagination?: (modal.client.ListPagination.$Properties|null);
            static encode(message: modal.client.QueueListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueListRequest & modal.client.QueueListRequest.$Shape;
        }

        namespace QueueListRequest {
            interface $Properties {
                environmentName?: (string|null);
                totalSizeLimit?: (number|null);
                pagination?: (modal.client.ListPagination.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueListRequest.$Properties;
        }

        interface IQueueListResponse extends modal.client.QueueListResponse.$Properties {
        }

        class QueueListResponse {
            constructor(properties?: modal.client.QueueListResponse.$Properties);
            $unknowns?: Uint8Array[];
            queues: modal.client.QueueListResponse.QueueInfo.$Properties[];
            environmentName: string;
            static encode(message: modal.client.QueueListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueListResponse & modal.client.QueueListResponse.$Shape;
        }

        namespace QueueListResponse {
            interface $Properties {
                queues?: (modal.client.QueueListResponse.QueueInfo.$Properties[]|null);
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.QueueListResponse.$Properties;

            interface IQueueInfo extends modal.client.QueueListResponse.QueueInfo.$Properties {
            }

            class QueueInfo {
                constructor(properties?: modal.client.QueueListResponse.QueueInfo.$Properties);
                $unknowns?: Uint8Array[];
                name: string;
                createdAt: number;
                numPartitions: number;
                totalSize: number;
                queueId: string;
                metadata?: (modal.client.QueueMetadata.$Properties|null);
                static encode(message: modal.client.QueueListResponse.QueueInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.QueueListResponse.QueueInfo & modal.client.QueueListResponse.QueueInfo.$Shape;
            }

            namespace QueueInfo {
                interface $Properties {
                    name?: (string|null);
                    createdAt?: (number|null);
                    numPartitions?: (number|null);
                    totalSize?: (number|null);
                    queueId?: (string|null);
                    metadata?: (modal.client.QueueMetadata.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = modal.client.QueueListResponse.QueueInfo.$Properties;
            }
        }

        enum VolumeFsVersion {
            VOLUME_FS_VERSION_UNSPECIFIED = 0,
            VOLUME_FS_VERSION_V1 = 1,
            VOLUME_FS_VERSION_V2 = 2
        }

        interface IVolumeMetadata extends modal.client.VolumeMetadata.$Properties {
        }

        class VolumeMetadata {
            constructor(properties?: modal.client.VolumeMetadata.$Properties);
            $unknowns?: Uint8Array[];
            version: modal.client.VolumeFsVersion;
            name: string;
            creationInfo?: (modal.client.CreationInfo.$Properties|null);
            static encode(message: modal.client.VolumeMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeMetadata & modal.client.VolumeMetadata.$Shape;
        }

        namespace VolumeMetadata {
            interface $Properties {
                version?: (modal.client.VolumeFsVersion|null);
                name?: (string|null);
                creationInfo?: (modal.client.CreationInfo.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeMetadata.$Properties;
        }

        interface IVolumeGetOrCreateRequest extends modal.client.VolumeGetOrCreateRequest.$Properties {
        }

        class VolumeGetOrCreateRequest {
            constructor(properties?: modal.client.VolumeGetOrCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            deploymentName: string;
            environmentName: string;
            objectCreationType: modal.client.ObjectCreationType;
            version: modal.client.VolumeFsVersion;
            static encode(message: modal.client.VolumeGetOrCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeGetOrCreateRequest & modal.client.VolumeGetOrCreateRequest.$Shape;
        }

        namespace VolumeGetOrCreateRequest {
            interface $Properties {
                deploymentName?: (string|null);
                environmentName?: (string|null);
                objectCreationType?: (modal.client.ObjectCreationType|null);
                version?: (modal.client.VolumeFsVersion|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeGetOrCreateRequest.$Properties;
        }

        interface IVolumeGetOrCreateResponse extends modal.client.VolumeGetOrCreateResponse.$Properties {
        }

        class VolumeGetOrCreateResponse {
            constructor(properties?: modal.client.VolumeGetOrCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            volumeId: string;
            version: modal.client.VolumeFsVersion;
            metadata?: (modal.client.VolumeMetadata.$Properties|null);
            static encode(message: modal.client.VolumeGetOrCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeGetOrCreateResponse & modal.client.VolumeGetOrCreateResponse.$Shape;
        }

        namespace VolumeGetOrCreateResponse {
            interface $Properties {
                volumeId?: (string|null);
                version?: (modal.client.VolumeFsVersion|null);
                metadata?: (modal.client.VolumeMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeGetOrCreateResponse.$Properties;
        }

        interface IVolumeGetByIdRequest extends modal.client.VolumeGetByIdRequest.$Properties {
        }

        class VolumeGetByIdRequest {
            constructor(properties?: modal.client.VolumeGetByIdRequest.$Properties);
            $unknowns?: Uint8Array[];
            volumeId: string;
            static encode(message: modal.client.VolumeGetByIdRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeGetByIdRequest & modal.client.VolumeGetByIdRequest.$Shape;
        }

        namespace VolumeGetByIdRequest {
            interface $Properties {
                volumeId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeGetByIdRequest.$Properties;
        }

        interface IVolumeGetByIdResponse extends modal.client.VolumeGetByIdResponse.$Properties {
        }

        class VolumeGetByIdResponse {
            constructor(properties?: modal.client.VolumeGetByIdResponse.$Properties);
            $unknowns?: Uint8Array[];
            volumeId: string;
            metadata?: (modal.client.VolumeMetadata.$Properties|null);
            static encode(message: modal.client.VolumeGetByIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeGetByIdResponse & modal.client.VolumeGetByIdResponse.$Shape;
        }

        namespace VolumeGetByIdResponse {
            interface $Properties {
                volumeId?: (string|null);
                metadata?: (modal.client.VolumeMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeGetByIdResponse.$Properties;
        }

        interface IVolumeDeleteRequest extends modal.client.VolumeDeleteRequest.$Properties {
        }

        class VolumeDeleteRequest {
            constructor(properties?: modal.client.VolumeDeleteRequest.$Properties);
            $unknowns?: Uint8Array[];
            volumeId: string;
            static encode(message: modal.client.VolumeDeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeDeleteRequest & modal.client.VolumeDeleteRequest.$Shape;
        }

        namespace VolumeDeleteRequest {
            interface $Properties {
                volumeId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeDeleteRequest.$Properties;
        }

        interface IVolumeHeartbeatRequest extends modal.client.VolumeHeartbeatRequest.$Properties {
        }

        class VolumeHeartbeatRequest {
            constructor(properties?: modal.client.VolumeHeartbeatRequest.$Properties);
            $unknowns?: Uint8Array[];
            volumeId: string;
            static encode(message: modal.client.VolumeHeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeHeartbeatRequest & modal.client.VolumeHeartbeatRequest.$Shape;
        }

        namespace VolumeHeartbeatRequest {
            interface $Properties {
                volumeId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeHeartbeatRequest.$Properties;
        }

        interface IVolumeListRequest extends modal.client.VolumeListRequest.$Properties {
        }

        class VolumeListRequest {
            constructor(properties?: modal.client.VolumeListRequest.$Properties);
            $unknowns?: Uint8Array[];
            environmentName: string;
            pagination?: (modal.client.ListPagination.$Properties|null);
            static encode(message: modal.client.VolumeListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeListRequest & modal.client.VolumeListRequest.$Shape;
        }

        namespace VolumeListRequest {
            interface $Properties {
                environmentName?: (string|null);
                pagination?: (modal.client.ListPagination.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeListRequest.$Properties;
        }

        interface IVolumeListItem extends modal.client.VolumeListItem.$Properties {
        }

        class VolumeListItem {
            constructor(properties?: modal.client.VolumeListItem.$Properties);
            $unknowns?: Uint8Array[];
            label: string;
            volumeId: string;
            createdAt: number;
            metadata?: (modal.client.VolumeMetadata.$Properties|null);
            static encode(message: modal.client.VolumeListItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeListItem & modal.client.VolumeListItem.$Shape;
        }

        namespace VolumeListItem {
            interface $Properties {
                label?: (string|null);
                volumeId?: (string|null);
                createdAt?: (number|null);
                metadata?: (modal.client.VolumeMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeListItem.$Properties;
        }

        interface IVolumeListResponse extends modal.client.VolumeListResponse.$Properties {
        }

        class VolumeListResponse {
            constructor(properties?: modal.client.VolumeListResponse.$Properties);
            $unknowns?: Uint8Array[];
            items: modal.client.VolumeListItem.$Properties[];
            environmentName: string;
            static encode(message: modal.client.VolumeListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.VolumeListResponse & modal.client.VolumeListResponse.$Shape;
        }

        namespace VolumeListResponse {
            interface $Properties {
                items?: (modal.client.VolumeListItem.$Properties[]|null);
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.VolumeListResponse.$Properties;
        }

        interface IProxy extends modal.client.Proxy.$Properties {
        }

        class Proxy {
            constructor(properties?: modal.client.Proxy.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            proxyId: string;
            static encode(message: modal.client.Proxy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Proxy & modal.client.Proxy.$Shape;
        }

        namespace Proxy {
            interface $Properties {
                name?: (string|null);
                proxyId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.Proxy.$Properties;
        }

        interface IProxyGetRequest extends modal.client.ProxyGetRequest.$Properties {
        }

        class ProxyGetRequest {
            constructor(properties?: modal.client.ProxyGetRequest.$Properties);
            $unknowns?: Uint8Array[];
            name: string;
            environmentName: string;
            static encode(message: modal.client.ProxyGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ProxyGetRequest & modal.client.ProxyGetRequest.$Shape;
        }

        namespace ProxyGetRequest {
            interface $Properties {
                name?: (string|null);
                environmentName?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ProxyGetRequest.$Properties;
        }

        interface IProxyGetResponse extends modal.client.ProxyGetResponse.$Properties {
        }

        class ProxyGetResponse {
            constructor(properties?: modal.client.ProxyGetResponse.$Properties);
            $unknowns?: Uint8Array[];
            proxy?: (modal.client.Proxy.$Properties|null);
            static encode(message: modal.client.ProxyGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ProxyGetResponse & modal.client.ProxyGetResponse.$Shape;
        }

        namespace ProxyGetResponse {
            interface $Properties {
                proxy?: (modal.client.Proxy.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ProxyGetResponse.$Properties;
        }

        interface IBlobCreateRequest extends modal.client.BlobCreateRequest.$Properties {
        }

        class BlobCreateRequest {
            constructor(properties?: modal.client.BlobCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            contentMd5: string;
            contentSha256Base64: string;
            contentLength: (number|Long);
            static encode(message: modal.client.BlobCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.BlobCreateRequest & modal.client.BlobCreateRequest.$Shape;
        }

        namespace BlobCreateRequest {
            interface $Properties {
                contentMd5?: (string|null);
                contentSha256Base64?: (string|null);
                contentLength?: (number|Long|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.BlobCreateRequest.$Properties;
        }

        interface IBlobCreateResponse extends modal.client.BlobCreateResponse.$Properties {
        }

        class BlobCreateResponse {
            constructor(properties?: modal.client.BlobCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            blobId: string;
            uploadUrl?: (string|null);
            multipart?: (modal.client.MultiPartUpload.$Properties|null);
            blobIds: string[];
            uploadUrls?: (modal.client.UploadUrlList.$Properties|null);
            multiparts?: (modal.client.MultiPartUploadList.$Properties|null);
            uploadTypeOneof?: ("uploadUrl"|"multipart");
            uploadTypesOneof?: ("uploadUrls"|"multiparts");
            static encode(message: modal.client.BlobCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.BlobCreateResponse & modal.client.BlobCreateResponse.$Shape;
        }

        namespace BlobCreateResponse {
            interface $Properties {
                blobId?: (string|null);
                uploadUrl?: (string|null);
                multipart?: (modal.client.MultiPartUpload.$Properties|null);
                blobIds?: (string[]|null);
                uploadUrls?: (modal.client.UploadUrlList.$Properties|null);
                multiparts?: (modal.client.MultiPartUploadList.$Properties|null);
                uploadTypeOneof?: ("uploadUrl"|"multipart");
                uploadTypesOneof?: ("uploadUrls"|"multiparts");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              blobId?: string|null;
              uploadUrl?: string|null;
              multipart?: modal.client.MultiPartUpload.$Shape|null;
              blobIds?: string[]|null;
              uploadUrls?: modal.client.UploadUrlList.$Shape|null;
              multiparts?: modal.client.MultiPartUploadList.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ uploadTypeOneof?: undefined; uploadUrl?: null; multipart?: null }|{ uploadTypeOneof?: "uploadUrl"; uploadUrl: string; multipart?: null }|{ uploadTypeOneof?: "multipart"; uploadUrl?: null; multipart: modal.client.MultiPartUpload.$Shape })
            ) & (
              ({ uploadTypesOneof?: undefined; uploadUrls?: null; multiparts?: null }|{ uploadTypesOneof?: "uploadUrls"; uploadUrls: modal.client.UploadUrlList.$Shape; multiparts?: null }|{ uploadTypesOneof?: "multiparts"; uploadUrls?: null; multiparts: modal.client.MultiPartUploadList.$Shape })
            );
        }

        interface IMultiPartUpload extends modal.client.MultiPartUpload.$Properties {
        }

        class MultiPartUpload {
            constructor(properties?: modal.client.MultiPartUpload.$Properties);
            $unknowns?: Uint8Array[];
            partLength: (number|Long);
            uploadUrls: string[];
            completionUrl: string;
            static encode(message: modal.client.MultiPartUpload.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MultiPartUpload & modal.client.MultiPartUpload.$Shape;
        }

        namespace MultiPartUpload {
            interface $Properties {
                partLength?: (number|Long|null);
                uploadUrls?: (string[]|null);
                completionUrl?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MultiPartUpload.$Properties;
        }

        interface IMultiPartUploadList extends modal.client.MultiPartUploadList.$Properties {
        }

        class MultiPartUploadList {
            constructor(properties?: modal.client.MultiPartUploadList.$Properties);
            $unknowns?: Uint8Array[];
            items: modal.client.MultiPartUpload.$Properties[];
            static encode(message: modal.client.MultiPartUploadList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MultiPartUploadList & modal.client.MultiPartUploadList.$Shape;
        }

        namespace MultiPartUploadList {
            interface $Properties {
                items?: (modal.client.MultiPartUpload.$Properties[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MultiPartUploadList.$Properties;
        }

        interface IUploadUrlList extends modal.client.UploadUrlList.$Properties {
        }

        class UploadUrlList {
            constructor(properties?: modal.client.UploadUrlList.$Properties);
            $unknowns?: Uint8Array[];
            items: string[];
            static encode(message: modal.client.UploadUrlList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.UploadUrlList & modal.client.UploadUrlList.$Shape;
        }

        namespace UploadUrlList {
            interface $Properties {
                items?: (string[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.UploadUrlList.$Properties;
        }

        interface IBlobGetRequest extends modal.client.BlobGetRequest.$Properties {
        }

        class BlobGetRequest {
            constructor(properties?: modal.client.BlobGetRequest.$Properties);
            $unknowns?: Uint8Array[];
            blobId: string;
            static encode(message: modal.client.BlobGetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.BlobGetRequest & modal.client.BlobGetRequest.$Shape;
        }

        namespace BlobGetRequest {
            interface $Properties {
                blobId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.BlobGetRequest.$Properties;
        }

        interface IBlobGetResponse extends modal.client.BlobGetResponse.$Properties {
        }

        class BlobGetResponse {
            constructor(properties?: modal.client.BlobGetResponse.$Properties);
            $unknowns?: Uint8Array[];
            downloadUrl: string;
            static encode(message: modal.client.BlobGetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.BlobGetResponse & modal.client.BlobGetResponse.$Shape;
        }

        namespace BlobGetResponse {
            interface $Properties {
                downloadUrl?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.BlobGetResponse.$Properties;
        }

        interface IMountBatchedCheckExistenceRequest extends modal.client.MountBatchedCheckExistenceRequest.$Properties {
        }

        class MountBatchedCheckExistenceRequest {
            constructor(properties?: modal.client.MountBatchedCheckExistenceRequest.$Properties);
            $unknowns?: Uint8Array[];
            sha256HexHashes: string[];
            static encode(message: modal.client.MountBatchedCheckExistenceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MountBatchedCheckExistenceRequest & modal.client.MountBatchedCheckExistenceRequest.$Shape;
        }

        namespace MountBatchedCheckExistenceRequest {
            interface $Properties {
                sha256HexHashes?: (string[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MountBatchedCheckExistenceRequest.$Properties;
        }

        interface IMountBatchedCheckExistenceResponse extends modal.client.MountBatchedCheckExistenceResponse.$Properties {
        }

        class MountBatchedCheckExistenceResponse {
            constructor(properties?: modal.client.MountBatchedCheckExistenceResponse.$Properties);
            $unknowns?: Uint8Array[];
            missingSha256HexHashes: string[];
            static encode(message: modal.client.MountBatchedCheckExistenceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MountBatchedCheckExistenceResponse & modal.client.MountBatchedCheckExistenceResponse.$Shape;
        }

        namespace MountBatchedCheckExistenceResponse {
            interface $Properties {
                missingSha256HexHashes?: (string[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MountBatchedCheckExistenceResponse.$Properties;
        }

        interface IMountPutFileRequest extends modal.client.MountPutFileRequest.$Properties {
        }

        class MountPutFileRequest {
            constructor(properties?: modal.client.MountPutFileRequest.$Properties);
            $unknowns?: Uint8Array[];
            sha256Hex: string;
            data?: (Uint8Array|null);
            dataBlobId?: (string|null);
            dataOneof?: ("data"|"dataBlobId");
            static encode(message: modal.client.MountPutFileRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MountPutFileRequest & modal.client.MountPutFileRequest.$Shape;
        }

        namespace MountPutFileRequest {
            interface $Properties {
                sha256Hex?: (string|null);
                data?: (Uint8Array|null);
                dataBlobId?: (string|null);
                dataOneof?: ("data"|"dataBlobId");
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              sha256Hex?: string|null;
              data?: Uint8Array|null;
              dataBlobId?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ dataOneof?: undefined; data?: null; dataBlobId?: null }|{ dataOneof?: "data"; data: Uint8Array; dataBlobId?: null }|{ dataOneof?: "dataBlobId"; data?: null; dataBlobId: string })
            );
        }

        interface IMountPutFileResponse extends modal.client.MountPutFileResponse.$Properties {
        }

        class MountPutFileResponse {
            constructor(properties?: modal.client.MountPutFileResponse.$Properties);
            $unknowns?: Uint8Array[];
            exists: boolean;
            static encode(message: modal.client.MountPutFileResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MountPutFileResponse & modal.client.MountPutFileResponse.$Shape;
        }

        namespace MountPutFileResponse {
            interface $Properties {
                exists?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MountPutFileResponse.$Properties;
        }

        interface IMountGetOrCreateRequest extends modal.client.MountGetOrCreateRequest.$Properties {
        }

        class MountGetOrCreateRequest {
            constructor(properties?: modal.client.MountGetOrCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            deploymentName: string;
            objectCreationType: modal.client.ObjectCreationType;
            files: modal.client.MountFile.$Properties[];
            appId: string;
            static encode(message: modal.client.MountGetOrCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MountGetOrCreateRequest & modal.client.MountGetOrCreateRequest.$Shape;
        }

        namespace MountGetOrCreateRequest {
            interface $Properties {
                deploymentName?: (string|null);
                objectCreationType?: (modal.client.ObjectCreationType|null);
                files?: (modal.client.MountFile.$Properties[]|null);
                appId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MountGetOrCreateRequest.$Properties;
        }

        interface IMountFile extends modal.client.MountFile.$Properties {
        }

        class MountFile {
            constructor(properties?: modal.client.MountFile.$Properties);
            $unknowns?: Uint8Array[];
            filename: string;
            sha256Hex: string;
            size?: (number|Long|null);
            mode?: (number|null);
            static encode(message: modal.client.MountFile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MountFile & modal.client.MountFile.$Shape;
        }

        namespace MountFile {
            interface $Properties {
                filename?: (string|null);
                sha256Hex?: (string|null);
                size?: (number|Long|null);
                mode?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MountFile.$Properties;
        }

        interface IMountGetOrCreateResponse extends modal.client.MountGetOrCreateResponse.$Properties {
        }

        class MountGetOrCreateResponse {
            constructor(properties?: modal.client.MountGetOrCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            mountId: string;
            handleMetadata?: (modal.client.MountHandleMetadata.$Properties|null);
            static encode(message: modal.client.MountGetOrCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MountGetOrCreateResponse & modal.client.MountGetOrCreateResponse.$Shape;
        }

        namespace MountGetOrCreateResponse {
            interface $Properties {
                mountId?: (string|null);
                handleMetadata?: (modal.client.MountHandleMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MountGetOrCreateResponse.$Properties;
        }

        interface IMountHandleMetadata extends modal.client.MountHandleMetadata.$Properties {
        }

        class MountHandleMetadata {
            constructor(properties?: modal.client.MountHandleMetadata.$Properties);
            $unknowns?: Uint8Array[];
            contentChecksumSha256Hex: string;
            static encode(message: modal.client.MountHandleMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.MountHandleMetadata & modal.client.MountHandleMetadata.$Shape;
        }

        namespace MountHandleMetadata {
            interface $Properties {
                contentChecksumSha256Hex?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.MountHandleMetadata.$Properties;
        }

        interface IImageGetOrCreateRequest extends modal.client.ImageGetOrCreateRequest.$Properties {
        }

        class ImageGetOrCreateRequest {
            constructor(properties?: modal.client.ImageGetOrCreateRequest.$Properties);
            $unknowns?: Uint8Array[];
            image?: (modal.client.Image.$Properties|null);
            appId: string;
            buildFunctionId: string;
            forceBuild: boolean;
            builderVersion: string;
            ignoreCache: boolean;
            static encode(message: modal.client.ImageGetOrCreateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageGetOrCreateRequest & modal.client.ImageGetOrCreateRequest.$Shape;
        }

        namespace ImageGetOrCreateRequest {
            interface $Properties {
                image?: (modal.client.Image.$Properties|null);
                appId?: (string|null);
                buildFunctionId?: (string|null);
                forceBuild?: (boolean|null);
                builderVersion?: (string|null);
                ignoreCache?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              image?: modal.client.Image.$Shape|null;
              appId?: string|null;
              buildFunctionId?: string|null;
              forceBuild?: boolean|null;
              builderVersion?: string|null;
              ignoreCache?: boolean|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IImage extends modal.client.Image.$Properties {
        }

        class Image {
            constructor(properties?: modal.client.Image.$Properties);
            $unknowns?: Uint8Array[];
            baseImages: modal.client.BaseImage.$Properties[];
            dockerfileCommands: string[];
            contextFiles: modal.client.ImageContextFile.$Properties[];
            secretIds: string[];
            contextMountId: string;
            gpuConfig?: (modal.client.GPUConfig.$Properties|null);
            imageRegistryConfig?: (modal.client.ImageRegistryConfig.$Properties|null);
            buildFunction?: (modal.client.BuildFunction.$Properties|null);
            buildArgs: { [k: string]: string };
            volumeMounts: Uint8Array[];
            static encode(message: modal.client.Image.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.Image & modal.client.Image.$Shape;
        }

        namespace Image {
            interface $Properties {
                baseImages?: (modal.client.BaseImage.$Properties[]|null);
                dockerfileCommands?: (string[]|null);
                contextFiles?: (modal.client.ImageContextFile.$Properties[]|null);
                secretIds?: (string[]|null);
                contextMountId?: (string|null);
                gpuConfig?: (modal.client.GPUConfig.$Properties|null);
                imageRegistryConfig?: (modal.client.ImageRegistryConfig.$Properties|null);
                buildFunction?: (modal.client.BuildFunction.$Properties|null);
                buildArgs?: ({ [k: string]: string }|null);
                volumeMounts?: (Uint8Array[]|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              baseImages?: modal.client.BaseImage.$Shape[]|null;
              dockerfileCommands?: string[]|null;
              contextFiles?: modal.client.ImageContextFile.$Shape[]|null;
              secretIds?: string[]|null;
              contextMountId?: string|null;
              gpuConfig?: modal.client.GPUConfig.$Shape|null;
              imageRegistryConfig?: modal.client.ImageRegistryConfig.$Shape|null;
              buildFunction?: modal.client.BuildFunction.$Shape|null;
              buildArgs?: { [k: string]: string }|null;
              volumeMounts?: Uint8Array[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IBaseImage extends modal.client.BaseImage.$Properties {
        }

        class BaseImage {
            constructor(properties?: modal.client.BaseImage.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            dockerTag: string;
            static encode(message: modal.client.BaseImage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.BaseImage & modal.client.BaseImage.$Shape;
        }

        namespace BaseImage {
            interface $Properties {
                imageId?: (string|null);
                dockerTag?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.BaseImage.$Properties;
        }

        interface IImageContextFile extends modal.client.ImageContextFile.$Properties {
        }

        class ImageContextFile {
            constructor(properties?: modal.client.ImageContextFile.$Properties);
            $unknowns?: Uint8Array[];
            filename: string;
            data: Uint8Array;
            static encode(message: modal.client.ImageContextFile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageContextFile & modal.client.ImageContextFile.$Shape;
        }

        namespace ImageContextFile {
            interface $Properties {
                filename?: (string|null);
                data?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageContextFile.$Properties;
        }

        interface IImageRegistryConfig extends modal.client.ImageRegistryConfig.$Properties {
        }

        class ImageRegistryConfig {
            constructor(properties?: modal.client.ImageRegistryConfig.$Properties);
            $unknowns?: Uint8Array[];
            registryAuthType: number;
            secretId: string;
            static encode(message: modal.client.ImageRegistryConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageRegistryConfig & modal.client.ImageRegistryConfig.$Shape;
        }

        namespace ImageRegistryConfig {
            interface $Properties {
                registryAuthType?: (number|null);
                secretId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageRegistryConfig.$Properties;
        }

        interface IBuildFunction extends modal.client.BuildFunction.$Properties {
        }

        class BuildFunction {
            constructor(properties?: modal.client.BuildFunction.$Properties);
            $unknowns?: Uint8Array[];
            definition: string;
            globals: Uint8Array;
            input?: (modal.client.FunctionInput.$Properties|null);
            static encode(message: modal.client.BuildFunction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.BuildFunction & modal.client.BuildFunction.$Shape;
        }

        namespace BuildFunction {
            interface $Properties {
                definition?: (string|null);
                globals?: (Uint8Array|null);
                input?: (modal.client.FunctionInput.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              definition?: string|null;
              globals?: Uint8Array|null;
              input?: modal.client.FunctionInput.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IImageGetOrCreateResponse extends modal.client.ImageGetOrCreateResponse.$Properties {
        }

        class ImageGetOrCreateResponse {
            constructor(properties?: modal.client.ImageGetOrCreateResponse.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            result?: (modal.client.GenericResult.$Properties|null);
            metadata?: (modal.client.ImageMetadata.$Properties|null);
            static encode(message: modal.client.ImageGetOrCreateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageGetOrCreateResponse & modal.client.ImageGetOrCreateResponse.$Shape;
        }

        namespace ImageGetOrCreateResponse {
            interface $Properties {
                imageId?: (string|null);
                result?: (modal.client.GenericResult.$Properties|null);
                metadata?: (modal.client.ImageMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              imageId?: string|null;
              result?: modal.client.GenericResult.$Shape|null;
              metadata?: modal.client.ImageMetadata.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IImageMetadata extends modal.client.ImageMetadata.$Properties {
        }

        class ImageMetadata {
            constructor(properties?: modal.client.ImageMetadata.$Properties);
            $unknowns?: Uint8Array[];
            pythonVersionInfo?: (string|null);
            pythonPackages: { [k: string]: string };
            workdir?: (string|null);
            libcVersionInfo?: (string|null);
            imageBuilderVersion?: (string|null);
            static encode(message: modal.client.ImageMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageMetadata & modal.client.ImageMetadata.$Shape;
        }

        namespace ImageMetadata {
            interface $Properties {
                pythonVersionInfo?: (string|null);
                pythonPackages?: ({ [k: string]: string }|null);
                workdir?: (string|null);
                libcVersionInfo?: (string|null);
                imageBuilderVersion?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageMetadata.$Properties;
        }

        interface IImageJoinStreamingRequest extends modal.client.ImageJoinStreamingRequest.$Properties {
        }

        class ImageJoinStreamingRequest {
            constructor(properties?: modal.client.ImageJoinStreamingRequest.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            timeout: number;
            lastEntryId: string;
            includeLogsForFinished: boolean;
            static encode(message: modal.client.ImageJoinStreamingRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageJoinStreamingRequest & modal.client.ImageJoinStreamingRequest.$Shape;
        }

        namespace ImageJoinStreamingRequest {
            interface $Properties {
                imageId?: (string|null);
                timeout?: (number|null);
                lastEntryId?: (string|null);
                includeLogsForFinished?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageJoinStreamingRequest.$Properties;
        }

        interface IImageJoinStreamingResponse extends modal.client.ImageJoinStreamingResponse.$Properties {
        }

        class ImageJoinStreamingResponse {
            constructor(properties?: modal.client.ImageJoinStreamingResponse.$Properties);
            $unknowns?: Uint8Array[];
            result?: (modal.client.GenericResult.$Properties|null);
            taskLogs: modal.client.TaskLogs.$Properties[];
            entryId: string;
            eof: boolean;
            metadata?: (modal.client.ImageMetadata.$Properties|null);
            static encode(message: modal.client.ImageJoinStreamingResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageJoinStreamingResponse & modal.client.ImageJoinStreamingResponse.$Shape;
        }

        namespace ImageJoinStreamingResponse {
            interface $Properties {
                result?: (modal.client.GenericResult.$Properties|null);
                taskLogs?: (modal.client.TaskLogs.$Properties[]|null);
                entryId?: (string|null);
                eof?: (boolean|null);
                metadata?: (modal.client.ImageMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = {
              result?: modal.client.GenericResult.$Shape|null;
              taskLogs?: modal.client.TaskLogs.$Shape[]|null;
              entryId?: string|null;
              eof?: boolean|null;
              metadata?: modal.client.ImageMetadata.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        interface IImageFromIdRequest extends modal.client.ImageFromIdRequest.$Properties {
        }

        class ImageFromIdRequest {
            constructor(properties?: modal.client.ImageFromIdRequest.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            static encode(message: modal.client.ImageFromIdRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageFromIdRequest & modal.client.ImageFromIdRequest.$Shape;
        }

        namespace ImageFromIdRequest {
            interface $Properties {
                imageId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageFromIdRequest.$Properties;
        }

        interface IImageFromIdResponse extends modal.client.ImageFromIdResponse.$Properties {
        }

        class ImageFromIdResponse {
            constructor(properties?: modal.client.ImageFromIdResponse.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            metadata?: (modal.client.ImageMetadata.$Properties|null);
            static encode(message: modal.client.ImageFromIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageFromIdResponse & modal.client.ImageFromIdResponse.$Shape;
        }

        namespace ImageFromIdResponse {
            interface $Properties {
                imageId?: (string|null);
                metadata?: (modal.client.ImageMetadata.$Properties|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageFromIdResponse.$Properties;
        }

        interface IImageDeleteRequest extends modal.client.ImageDeleteRequest.$Properties {
        }

        class ImageDeleteRequest {
            constructor(properties?: modal.client.ImageDeleteRequest.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            static encode(message: modal.client.ImageDeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageDeleteRequest & modal.client.ImageDeleteRequest.$Shape;
        }

        namespace ImageDeleteRequest {
            interface $Properties {
                imageId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageDeleteRequest.$Properties;
        }

        interface IImageGetByTagRequest extends modal.client.ImageGetByTagRequest.$Properties {
        }

        class ImageGetByTagRequest {
            constructor(properties?: modal.client.ImageGetByTagRequest.$Properties);
            $unknowns?: Uint8Array[];
            tag: string;
            static encode(message: modal.client.ImageGetByTagRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageGetByTagRequest & modal.client.ImageGetByTagRequest.$Shape;
        }

        namespace ImageGetByTagRequest {
            interface $Properties {
                tag?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageGetByTagRequest.$Properties;
        }

        interface IImageGetByTagResponse extends modal.client.ImageGetByTagResponse.$Properties {
        }

        class ImageGetByTagResponse {
            constructor(properties?: modal.client.ImageGetByTagResponse.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            static encode(message: modal.client.ImageGetByTagResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImageGetByTagResponse & modal.client.ImageGetByTagResponse.$Shape;
        }

        namespace ImageGetByTagResponse {
            interface $Properties {
                imageId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImageGetByTagResponse.$Properties;
        }

        interface IImagePublishRequest extends modal.client.ImagePublishRequest.$Properties {
        }

        class ImagePublishRequest {
            constructor(properties?: modal.client.ImagePublishRequest.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            tag: string;
            static encode(message: modal.client.ImagePublishRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImagePublishRequest & modal.client.ImagePublishRequest.$Shape;
        }

        namespace ImagePublishRequest {
            interface $Properties {
                imageId?: (string|null);
                tag?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImagePublishRequest.$Properties;
        }

        interface IImagePublishResponse extends modal.client.ImagePublishResponse.$Properties {
        }

        class ImagePublishResponse {
            constructor(properties?: modal.client.ImagePublishResponse.$Properties);
            $unknowns?: Uint8Array[];
            imageId: string;
            static encode(message: modal.client.ImagePublishResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): modal.client.ImagePublishResponse & modal.client.ImagePublishResponse.$Shape;
        }

        namespace ImagePublishResponse {
            interface $Properties {
                imageId?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = modal.client.ImagePublishResponse.$Properties;
        }
    }
}

export namespace google {

    namespace protobuf {

        interface IAny extends google.protobuf.Any.$Properties {
        }

        class Any {
            constructor(properties?: google.protobuf.Any.$Properties);
            $unknowns?: Uint8Array[];
            type_url: string;
            value: Uint8Array;
            static encode(message: google.protobuf.Any.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Any & google.protobuf.Any.$Shape;
        }

        namespace Any {
            interface $Properties {
                type_url?: (string|null);
                value?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.Any.$Properties;
        }

        interface IEmpty extends google.protobuf.Empty.$Properties {
        }

        class Empty {
            constructor(properties?: google.protobuf.Empty.$Properties);
            $unknowns?: Uint8Array[];
            static encode(message: google.protobuf.Empty.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Empty & google.protobuf.Empty.$Shape;
        }

        namespace Empty {
            interface $Properties {
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.Empty.$Properties;
        }

        interface ITimestamp extends google.protobuf.Timestamp.$Properties {
        }

        class Timestamp {
            constructor(properties?: google.protobuf.Timestamp.$Properties);
            $unknowns?: Uint8Array[];
            seconds: (number|Long);
            nanos: number;
            static encode(message: google.protobuf.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape;
        }

        namespace Timestamp {
            interface $Properties {
                seconds?: (number|Long|null);
                nanos?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.Timestamp.$Properties;
        }

        interface IDoubleValue extends google.protobuf.DoubleValue.$Properties {
        }

        class DoubleValue {
            constructor(properties?: google.protobuf.DoubleValue.$Properties);
            $unknowns?: Uint8Array[];
            value: number;
            static encode(message: google.protobuf.DoubleValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.DoubleValue & google.protobuf.DoubleValue.$Shape;
        }

        namespace DoubleValue {
            interface $Properties {
                value?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.DoubleValue.$Properties;
        }

        interface IFloatValue extends google.protobuf.FloatValue.$Properties {
        }

        class FloatValue {
            constructor(properties?: google.protobuf.FloatValue.$Properties);
            $unknowns?: Uint8Array[];
            value: number;
            static encode(message: google.protobuf.FloatValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.FloatValue & google.protobuf.FloatValue.$Shape;
        }

        namespace FloatValue {
            interface $Properties {
                value?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.FloatValue.$Properties;
        }

        interface IInt64Value extends google.protobuf.Int64Value.$Properties {
        }

        class Int64Value {
            constructor(properties?: google.protobuf.Int64Value.$Properties);
            $unknowns?: Uint8Array[];
            value: (number|Long);
            static encode(message: google.protobuf.Int64Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Int64Value & google.protobuf.Int64Value.$Shape;
        }

        namespace Int64Value {
            interface $Properties {
                value?: (number|Long|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.Int64Value.$Properties;
        }

        interface IUInt64Value extends google.protobuf.UInt64Value.$Properties {
        }

        class UInt64Value {
            constructor(properties?: google.protobuf.UInt64Value.$Properties);
            $unknowns?: Uint8Array[];
            value: (number|Long);
            static encode(message: google.protobuf.UInt64Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.UInt64Value & google.protobuf.UInt64Value.$Shape;
        }

        namespace UInt64Value {
            interface $Properties {
                value?: (number|Long|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.UInt64Value.$Properties;
        }

        interface IInt32Value extends google.protobuf.Int32Value.$Properties {
        }

        class Int32Value {
            constructor(properties?: google.protobuf.Int32Value.$Properties);
            $unknowns?: Uint8Array[];
            value: number;
            static encode(message: google.protobuf.Int32Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Int32Value & google.protobuf.Int32Value.$Shape;
        }

        namespace Int32Value {
            interface $Properties {
                value?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.Int32Value.$Properties;
        }

        interface IUInt32Value extends google.protobuf.UInt32Value.$Properties {
        }

        class UInt32Value {
            constructor(properties?: google.protobuf.UInt32Value.$Properties);
            $unknowns?: Uint8Array[];
            value: number;
            static encode(message: google.protobuf.UInt32Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.UInt32Value & google.protobuf.UInt32Value.$Shape;
        }

        namespace UInt32Value {
            interface $Properties {
                value?: (number|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.UInt32Value.$Properties;
        }

        interface IBoolValue extends google.protobuf.BoolValue.$Properties {
        }

        class BoolValue {
            constructor(properties?: google.protobuf.BoolValue.$Properties);
            $unknowns?: Uint8Array[];
            value: boolean;
            static encode(message: google.protobuf.BoolValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.BoolValue & google.protobuf.BoolValue.$Shape;
        }

        namespace BoolValue {
            interface $Properties {
                value?: (boolean|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.BoolValue.$Properties;
        }

        interface IStringValue extends google.protobuf.StringValue.$Properties {
        }

        class StringValue {
            constructor(properties?: google.protobuf.StringValue.$Properties);
            $unknowns?: Uint8Array[];
            value: string;
            static encode(message: google.protobuf.StringValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.StringValue & google.protobuf.StringValue.$Shape;
        }

        namespace StringValue {
            interface $Properties {
                value?: (string|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.StringValue.$Properties;
        }

        interface IBytesValue extends google.protobuf.BytesValue.$Properties {
        }

        class BytesValue {
            constructor(properties?: google.protobuf.BytesValue.$Properties);
            $unknowns?: Uint8Array[];
            value: Uint8Array;
            static encode(message: google.protobuf.BytesValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.BytesValue & google.protobuf.BytesValue.$Shape;
        }

        namespace BytesValue {
            interface $Properties {
                value?: (Uint8Array|null);
                $unknowns?: Uint8Array[];
            }
            type $Shape = google.protobuf.BytesValue.$Properties;
        }
    }
}
