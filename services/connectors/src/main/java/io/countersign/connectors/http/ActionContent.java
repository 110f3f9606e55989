package io.countersign.connectors.http;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.target.StepContent;
import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The content of a call: the request as it would be sent, and how its answer would be judged. */
record ActionContent(HttpActionSettings settings, ActionCall call) {
  /** Of what this connector makes of its settings; another one where that changes. */
  private static final String REVISION = "http-action/1";

  Outcome<Digest> digest() {
    var json = new TreeMap<String, Object>();
    json.put("connector", REVISION);
    json.put("request", request());
    json.put("action", action());
    json.put("read", StepContent.described(settings.targets(), call.step()));
    json.put("timeoutMillis", settings.timeout().toMillis());
    json.put("honoursKeys", settings.honoursKeys());
    json.put("staleStatus", settings.staleStatus());
    return StepContent.digest(json);
  }

  /** With references instead of secrets, and without the key's value, which no plan knows. */
  private Map<String, Object> request() {
    var json = new TreeMap<String, Object>();
    var request = call.request(call.action().body()).build();
    json.put("method", request.method());
    json.put("url", request.uri().toString());
    json.put("headers", headers(request.headers().map()));
    json.put("body", new String(call.content(call.action().body()), StandardCharsets.UTF_8));
    return json;
  }

  private Map<String, Object> headers(Map<String, ?> own) {
    var headers = new TreeMap<String, Object>(own);
    headers.put(settings.keyHeader(), "${key}");
    headers.put(settings.deadlineHeader(), "${deadline}");
    var bearer = settings.targets().bearer();
    if (bearer != null) {
      headers.put("Authorization", "Bearer ${" + bearer + "}");
    }
    return headers;
  }

  /** Templates as they are written, too: values that aren't known yet go into them. */
  private Map<String, Object> action() {
    var action = call.action();
    var json = new TreeMap<String, Object>();
    json.put("url", action.url().toString());
    json.put("body", action.body().toString());
    json.put("dryRunBody", action.dryRunBody() == null ? "" : action.dryRunBody().toString());
    json.put("effect", StepContent.described(action.effect()));
    var healthy = action.healthy();
    json.put("healthy", healthy == null ? "" : healthy.pointer() + " = " + healthy.equals());
    return json;
  }
}
