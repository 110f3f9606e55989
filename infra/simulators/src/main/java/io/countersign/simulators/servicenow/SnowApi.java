package io.countersign.simulators.servicenow;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The interface below {@code /api}. */
final class SnowApi {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final SnowInstance instance;
  private final Supplier<String> base;
  private final String password;

  SnowApi(SnowInstance instance, Supplier<String> base, String password) {
    this.instance = instance;
    this.base = base;
    this.password = password;
  }

  SimulatedAnswer answer(SimulatedRequest request) {
    try {
      var user = user(request);
      if (user.isEmpty()) {
        throw new SnowRefusal(
            401, "User Not Authenticated", "Required to provide Auth information");
      }
      var path =
          Arrays.stream(request.path().split("/", -1))
              .filter(it -> !it.isEmpty() && !it.matches("v[12]"))
              .toList();
      return route(new SnowCall(instance, base.get(), user.get(), request, body(request)), path);
    } catch (SnowRefusal refusal) {
      return SimulatedAnswer.json(refusal.status(), refusal.body());
    }
  }

  private static SimulatedAnswer route(SnowCall call, List<String> path) {
    var api = path.size() > 2 ? path.get(1) + "/" + path.get(2) : "";
    var rest = path.subList(Math.min(3, path.size()), path.size());
    return switch (api) {
      case "now/table" -> new SnowTableCalls(call).answer(rest);
      case "sn_chg_rest/change" -> new SnowChangeCalls(call).answer(rest);
      case "now/attachment" -> attachment(call);
      default ->
          throw new SnowRefusal(
              400, "Requested URI does not represent any resource", call.request().path());
    };
  }

  private static SimulatedAnswer attachment(SnowCall call) {
    var row =
        call.instance()
            .insert(
                call.user(),
                "sys_attachment",
                Map.of(
                    "file_name", call.query("file_name", "file"),
                    "table_name", call.query("table_name", ""),
                    "table_sys_id", call.query("table_sys_id", ""),
                    "content_type", call.request().header("content-type").orElse("")));
    return SnowCall.result(201, call.record("sys_attachment", row));
  }

  private Optional<String> user(SimulatedRequest request) {
    var header = request.header("authorization").orElse("");
    if (header.startsWith("Bearer ")) {
      return header.equals("Bearer " + password) ? Optional.of("bot") : Optional.empty();
    }
    var pair =
        header.startsWith("Basic ")
            ? new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
            : ":";
    int colon = pair.indexOf(':');
    var name = pair.substring(0, colon);
    return pair.substring(colon + 1).equals(password) && !instance.userId(name).isEmpty()
        ? Optional.of(name)
        : Optional.empty();
  }

  private static ObjectNode body(SimulatedRequest request) {
    var type = request.header("content-type").orElse("");
    if (request.body().length == 0 || !type.startsWith("application/json")) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return MAPPER.readTree(request.body()) instanceof ObjectNode object
          ? object
          : JsonNodeFactory.instance.objectNode();
    } catch (JacksonException _) {
      throw new SnowRefusal(
          400, "Exception while reading request", "The payload is not valid JSON.");
    }
  }
}
