package io.countersign.cli.remediation;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.command.IdKind;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The request to record a person's decision on the plan that they saw. */
record DecisionRequest(ServerApi server, String remediation) {

  /** The digest of the plan that waits now. */
  String waitingDigest() {
    return JsonAnswers.at(server.get(path(), Map.of()), "/planDigest");
  }

  /**
   * @param verb {@code approve}, {@code deny} or {@code revoke}
   * @param digest of the plan that was seen; another one is refused as a conflict
   */
  JsonNode send(String verb, String digest, String reason) {
    return send(verb, digest, reason, Map.of());
  }

  /**
   * @param conditions of an approval; empty for none
   */
  JsonNode send(String verb, String digest, String reason, Map<String, ?> conditions) {
    var body = new TreeMap<String, Object>();
    if (!conditions.isEmpty()) {
      body.put("conditions", conditions);
    }
    body.put("decision", verb);
    body.put("planDigest", digest);
    if (!reason.isEmpty()) {
      body.put("reason", reason);
    }
    return server.post(path() + "/decisions", body);
  }

  String path() {
    return "/api/v1/remediations/" + ServerApi.part(IdKind.REMEDIATION.checked(remediation));
  }
}
