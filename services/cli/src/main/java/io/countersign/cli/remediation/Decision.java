package io.countersign.cli.remediation;

import io.countersign.cli.api.Json;
import io.countersign.cli.api.Server;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A person's decision on the plan that they saw. */
record Decision(Server server, String remediation) {

  /** The digest of the plan that waits now. */
  String waiting() {
    return Json.at(server.get(path(), Map.of()), "/planDigest");
  }

  /**
   * @param verb {@code approve}, {@code deny} or {@code revoke}
   * @param digest of the plan that was seen; another one is refused as a conflict
   */
  JsonNode send(String verb, String digest, String reason) {
    var body = new TreeMap<String, String>();
    body.put("decision", verb);
    body.put("planDigest", digest);
    if (!reason.isEmpty()) {
      body.put("reason", reason);
    }
    return server.post(path() + "/decisions", body);
  }

  String path() {
    return "/api/v1/remediations/" + Server.part(remediation);
  }
}
