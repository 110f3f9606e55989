package io.countersign.simulators.jira;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The interface {@code /rest/api/2} and, on the Cloud, {@code /rest/api/3}. */
final class JiraApi {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final JiraSite site;
  private final Supplier<String> base;
  private final String token;

  /**
   * @param token the password of every account, and with a user's name and a colon before it a
   *     personal access token
   */
  JiraApi(JiraSite site, Supplier<String> base, String token) {
    this.site = site;
    this.base = base;
    this.token = token;
  }

  SimulatedAnswer answer(SimulatedRequest request) {
    var parts = Arrays.stream(request.path().split("/", -1)).filter(it -> !it.isEmpty()).toList();
    boolean known =
        parts.size() > 3
            && parts.subList(0, 2).equals(List.of("rest", "api"))
            && (parts.get(2).matches("2|latest") || (parts.get(2).equals("3") && isCloud()));
    if (parts.size() == 5
        && parts.subList(0, 3).equals(List.of("rest", "servicedeskapi", "request"))) {
      return answer(request, parts.subList(2, 5), isCloud());
    }
    if (!known) {
      return SimulatedAnswer.json(404, "{\"errorMessages\":[\"dead link\"],\"errors\":{}}");
    }
    return answer(request, parts.subList(3, parts.size()), parts.get(2).equals("3"));
  }

  private SimulatedAnswer answer(SimulatedRequest request, List<String> path, boolean v3) {
    try {
      var user = user(request);
      if (user.isEmpty() && !path.getFirst().equals("serverInfo")) {
        return SimulatedAnswer.json(
            401,
            "{\"errorMessages\":[\"Client must be authenticated to access this resource.\"],"
                + "\"errors\":{}}");
      }
      var call =
          new JiraCall(
              site,
              new SiteJson(site, base.get(), v3),
              user.orElse(site.settings().users().getFirst()),
              v3,
              request,
              body(request));
      return route(call, path);
    } catch (SiteRefusal refusal) {
      return SimulatedAnswer.json(refusal.status(), refusal.body());
    }
  }

  private boolean isCloud() {
    return site.settings().edition() == JiraEdition.CLOUD;
  }

  private SimulatedAnswer route(JiraCall call, List<String> path) {
    var first = path.contains("createmeta") ? "createmeta" : path.getFirst();
    return switch (first) {
      case "issue" -> new JiraIssueCalls(call).answer(path);
      case "comment", "request" -> new JiraDeskCalls(call).answer(path);
      case "search" -> new JiraSearchCalls(call).answer(path);
      case "changelog" -> new JiraSearchCalls(call).changelogs();
      default -> new JiraMetaCalls(call).answer(path);
    };
  }

  private Optional<SiteUser> user(SimulatedRequest request) {
    var header = request.header("authorization").orElse("");
    var given =
        header.startsWith("Basic ")
            ? new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
            : header.startsWith("Bearer ") ? header.substring(7) : ":";
    int colon = given.lastIndexOf(':');
    return colon > 0 && given.substring(colon + 1).equals(token)
        ? site.findUser(given.substring(0, colon))
        : Optional.empty();
  }

  private static ObjectNode body(SimulatedRequest request) {
    var type = request.header("content-type").orElse("");
    if (request.body().length == 0 || type.startsWith("multipart/")) {
      return SiteJson.object();
    }
    if (!type.startsWith("application/json")) {
      throw new SiteRefusal(415, "Unsupported Media Type");
    }
    try {
      return MAPPER.readTree(request.body()) instanceof ObjectNode object
          ? object
          : SiteJson.object().set("", SiteJson.array());
    } catch (JacksonException _) {
      throw new SiteRefusal(400, "There was an error parsing JSON. Check your request body.");
    }
  }

  /** The words of a list that may come as one text with commas. */
  static Set<String> words(JsonNode list) {
    return list.isArray()
        ? Set.copyOf(list.valueStream().map(it -> it.asString("")).toList())
        : Set.copyOf(Arrays.asList(list.asString("").split(",", -1)));
  }
}
