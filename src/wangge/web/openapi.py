"""What the generated OpenAPI document lacks: words, error answers, examples of them."""

from __future__ import annotations

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from wangge.web.problems import GENERIC, MEDIA_TYPE

DESCRIPTION = """县（区、市）级数字化城市管理系统接口。

- JSON，UTF-8；时间为 ISO 8601，带时区；坐标为 `[经度, 纬度]`，默认 CGCS2000。
- 登录：程序用 `Authorization: Bearer …`，浏览器用会话 cookie 和 `X-CSRFToken` 头。带 Authorization 头的请求只按它判断。
- 一人多岗时用 `X-Post` 头（或 `post` 参数）写角色代码或岗位编号，说明以哪个岗位办理；不写则用第一个。
- 手机端把所办的事存在手机里，有网络时再发：`X-Wangge-Client` 是手机端的版本代数，过旧的改动请求回答 426 `client_too_old`；
  `X-Wangge-User` 是办理人的编号，与会话不符时回答 401 `other_user`；`X-Device-Time` 是终端此刻的时间，用来算钟差。
- 出错时回答 `application/problem+json`（RFC 9457）：`title`、`detail` 为中文，`code` 固定不变，供程序判断。
"""

TAGS = {
    "登录": "登录、退出、令牌、我是谁",
    "人员": "采集员名单与通讯录",
    "手机": "本机绑定，全部手机，遗失时锁定",
    "案件": "上报、列表、案卷、动作、申请",
    "媒体": "照片、录音、录像的上传与读取",
    "断点续传": "tus 1.0 协议的上传",
    "字典": "单位、类别、立案条件、状态、动作的名称",
    "考勤": "采集员上下班打卡",
    "请假": "采集员请假与审批",
    "点名": "值班长点名与应答",
    "工作日志": "本人每天的统计与记录",
    "定位": "采集员的位置与轨迹",
    "消息": "通知与案件动态",
    "指挥大屏": "今日数字、排名、图层和过去各日的回放，供可看全部案件的岗位",
    "演示": "只在演示系统中存在",
}

EXTRA_FIELDS = {
    "errors": {
        "type": "array",
        "description": "哪一项填错了、错在哪里",
        "items": {
            "type": "object",
            "required": ["field", "in", "code", "message"],
            "properties": {
                "field": {"type": "string", "description": "字段路径"},
                "in": {"type": "string", "description": "body、query、path、header、form、file"},
                "code": {"type": "string"},
                "message": {"type": "string", "description": "中文说明"},
            },
        },
    },
    "request_id": {"type": "string", "description": "系统出错时的请求编号"},
    "retry_after": {"type": "integer", "description": "多少秒后可以再试"},
}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 问题文档；不同的 code 可有更多成员",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:wangge:problem:id_reused"]},
        "title": {"type": "string", "description": "中文标题"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "中文说明：发生了什么，该怎么办"},
        "code": {"type": "string", "description": "固定的英文代码"},
        **EXTRA_FIELDS,
    },
}


# What parameters of these names mean wherever they stand.
PARAMETERS = {
    "media_id": "媒体编号",
    "upload_id": "上传编号，来自 Location 头",
    "case_no": "案件编号",
    "action": "动作代码",
    "kind": "申请种类",
    "request_id": "申请编号",
    "leave_id": "请假申请的编号",
    "call_id": "点名编号",
    "notice_id": "通知编号",
    "day": "日期，如 2026-06-10",
    "layer": "图层",
    "figure": "哪个数字",
    "bbox": "范围：最小经度，最小纬度，最大经度，最大纬度",
    "zoom": "地图级别",
    "cursor": "上一页的 next_cursor，第一页不写",
    "limit": "每页至多多少条",
    "device": "手机编号",
    "lon": "经度",
    "lat": "纬度",
    "coord_sys": "坐标系：cgcs2000、wgs84、gcj02、bd09",
    "class_code": "类别代码",
    "post": "以哪个岗位办理：角色代码或岗位编号",
    "scheme": "考评方案代码",
}


STREAM: dict[str, Any] = {
    "operationId": "stream_events",
    "summary": "实时变化",
    "description": "服务器推送（SSE）：本岗位可见案件的每次变化，每条只含 cursor、case_no、action、state、version；"
    "断线后带 Last-Event-ID（或 after）续传，不漏不重；位置超出日志时从末尾开始，并推送 reset 事件，客户端应重新加载；每 15 秒一次心跳。",
    "tags": ["案件"],
    "parameters": [
        {
            "in": "query",
            "name": "after",
            "schema": {"type": "integer", "title": "After"},
            "required": False,
            "description": "从这个位置之后开始；不写则从现在开始",
        },
        {
            "in": "query",
            "name": "post",
            "schema": {"type": "string", "title": "Post"},
            "required": False,
            "description": "岗位代码或编号（浏览器的 EventSource 不能带 X-Post 头）",
        },
    ],
    "responses": {
        200: {
            "description": "事件流",
            "content": {
                "text/event-stream": {
                    "schema": {"type": "string"},
                    "example": 'id: 10423\nevent: case\ndata: {"cursor": 10423, "case_no": "41132826061000013", '
                    '"action": "dispatch", "state": "dispatched", "version": 5}\n\n',
                }
            },
        }
    },
    "security": [{"BearerToken": []}, {"SessionCookie": []}],
}


def described(schema: OpenAPISchema) -> OpenAPISchema:
    """`schema` with tags, the Problem schema and every operation's error answers."""
    components = schema["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["responses"] = {f"Problem{status}": answer(status) for status in GENERIC}
    schema["paths"]["/api/v1/events"] = {"get": dict(STREAM)}
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            describe_parameters(operation)
            add_errors(path, operation)
    used = {tag for methods in schema["paths"].values() for op in methods.values() for tag in op.get("tags", [])}
    schema["tags"] = [{"name": tag, "description": TAGS.get(tag, tag)} for tag in sorted(used)]
    schema["servers"] = schema["servers"] or [{"url": "/", "description": "本系统"}]
    return schema


def answer(status: int) -> dict[str, Any]:
    code, title, detail = GENERIC[status]
    example: dict[str, Any] = {
        "type": f"urn:wangge:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if status == 422:
        example["errors"] = [{"field": "username", "in": "body", "code": "missing", "message": "缺少此项"}]
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    return {"description": title, "content": {MEDIA_TYPE: content}}


def add_errors(path: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    for status in possible_errors(path, operation):
        responses.setdefault(status, {"$ref": f"#/components/responses/Problem{status}"})
    for response in responses.values():
        if response.get("description") in ("OK", "Created", "No Content"):
            response["description"] = "成功"


def describe_parameters(operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", []):
        if "description" not in parameter and parameter["name"] in PARAMETERS:
            parameter["description"] = PARAMETERS[parameter["name"]]


def possible_errors(path: str, operation: dict[str, Any]) -> list[int]:
    found = [500, 503]
    if operation.get("security"):
        found += [401, 403]
    if "{" in path:
        found.append(404)
    if operation.get("parameters"):
        found.append(422)
    if operation.get("requestBody"):
        found += [400, 413, 422]
    return sorted(found)
