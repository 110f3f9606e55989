package io.countersign.server.api.permission;

import java.util.Map;
import java.util.Set;

/**
 * The refusals by which a call tells that who calls was let through: nothing comes of it for
 * another reason than who calls. Any other is an error of the walk.
 */
final class LaterRefusals {
  private static final Map<String, Set<String>> CODES =
      Map.ofEntries(
          Map.entry("DELETE /api/v1/grants/{id}", Set.of("UNKNOWN_GRANT")),
          Map.entry("DELETE /api/v1/tokens/{id}", Set.of("UNKNOWN_TOKEN")),
          Map.entry(
              "DELETE /api/v1/users/{name}/identities/{identity}", Set.of("UNKNOWN_IDENTITY")),
          Map.entry("DELETE /api/v1/users/{name}/links/{link}", Set.of("UNKNOWN_LINK")),
          Map.entry("DELETE /api/v1/me/links/{link}", Set.of("UNKNOWN_LINK")),
          Map.entry("GET /api/v1/audit/consistency", Set.of("UNKNOWN_CHECKPOINT")),
          Map.entry("GET /api/v1/audit/proof", Set.of("UNKNOWN_EVENT")),
          Map.entry("GET /api/v1/audit/tile/{address}", Set.of("UNKNOWN_TILE")),
          Map.entry("POST /api/v1/audit/rollback/acceptance", Set.of("REASON_REQUIRED")),
          Map.entry("GET /api/v1/reports/{kind}", Set.of("UNKNOWN_REPORT")),
          Map.entry("GET /api/v1/catalog/sources/{connection}", Set.of("UNKNOWN_INTEGRATION")),
          Map.entry("POST /api/v1/me/links/{link}/confirmation", Set.of("UNKNOWN_LINK")),
          Map.entry("POST /api/v1/me/links", Set.of("BAD_REQUEST")), // there is no chat
          Map.entry("POST /slack/interactions", Set.of("UNKNOWN_INTEGRATION")),
          Map.entry("POST /slack/events", Set.of("UNKNOWN_INTEGRATION")),
          Map.entry("POST /slack/commands", Set.of("UNKNOWN_INTEGRATION")),
          Map.entry("POST /slack/{connection}/interactions", Set.of("UNKNOWN_INTEGRATION")),
          Map.entry("POST /slack/{connection}/events", Set.of("UNKNOWN_INTEGRATION")),
          Map.entry("POST /slack/{connection}/commands", Set.of("UNKNOWN_INTEGRATION")),
          Map.entry("GET /api/v1/slack/manifest", Set.of("BAD_REQUEST")), // of which address
          Map.entry("POST /webhooks/{system}/{token}", Set.of("UNAUTHENTICATED")),
          Map.entry("POST /api/v1/sync/{system}/backfill", Set.of("BAD_REQUEST")),
          Map.entry("POST /api/v1/sync/{system}/{holder}/pause", Set.of("BAD_REQUEST")),
          Map.entry("POST /api/v1/sync/{system}/{holder}/retry", Set.of("BAD_REQUEST")),
          Map.entry("POST /api/v1/sync/{system}/{holder}/skip", Set.of("BAD_REQUEST")),
          Map.entry("POST /api/v1/sync/{system}/{holder}/resync", Set.of("BAD_REQUEST")),
          Map.entry("POST /api/v1/sync/{system}/{holder}/settle", Set.of("BAD_REQUEST")),
          Map.entry("GET /api/v1/oncall/{name}", Set.of("UNKNOWN_SCHEDULE")),
          Map.entry("POST /api/v1/break-glass", Set.of("NOT_LISTED")),
          Map.entry("POST /api/v1/break-glass/{id}/agree", Set.of("NOT_PENDING")),
          Map.entry("POST /api/v1/break-glass/{id}/review", Set.of("NOT_PENDING")),
          Map.entry("POST /api/v1/calendars/{name}/lift", Set.of("CONFIRMATION_REQUIRED")),
          Map.entry("POST /api/v1/confirmations/{id}/confirm", Set.of("DIGEST_MISMATCH")),
          Map.entry(
              "POST /api/v1/dead-letters/{automation}/{position}/drop",
              Set.of("UNKNOWN_DEAD_LETTER")),
          Map.entry(
              "POST /api/v1/dead-letters/{automation}/{position}/retry",
              Set.of("UNKNOWN_DEAD_LETTER")),
          Map.entry("POST /api/v1/delegations", Set.of("DELEGATION_PERIOD")),
          Map.entry("POST /api/v1/incidents/{id}/commander", Set.of("NOT_COMMANDER")),
          Map.entry("POST /api/v1/incidents/{id}/resolve", Set.of("REASON_REQUIRED")),
          Map.entry("POST /api/v1/login", Set.of("BAD_REQUEST")), // whose word is good isn't asked
          Map.entry("POST /api/v1/mutes", Set.of("MUTE_PERIOD")),
          Map.entry("POST /api/v1/password-reset", Set.of("BAD_REQUEST")),
          Map.entry("POST /api/v1/policy/bundles by a person", Set.of("POLICY_BUNDLE_IN_FORCE")),
          Map.entry("POST /api/v1/policy/bundles by a service", Set.of("POLICY_BUNDLE_IN_FORCE")),
          Map.entry("POST /api/v1/policy/bundles/{id}/approve", Set.of("DIGEST_MISMATCH")),
          Map.entry("POST /api/v1/policy/bundles/{id}/deny", Set.of("REASON_REQUIRED")),
          Map.entry("POST /api/v1/policy/replay", Set.of("UNKNOWN_POLICY_BUNDLE")),
          Map.entry("POST /api/v1/remediations/{id}/decisions", Set.of("DIGEST_MISMATCH")),
          Map.entry("POST /api/v1/remediations/{id}/settlement", Set.of("NOT_PENDING")),
          Map.entry("POST /api/v1/remediations/{id}/shortening/review", Set.of("NOT_PENDING")),
          Map.entry("POST /api/v1/remediations/{id}/stop", Set.of("NOT_EXECUTING")),
          Map.entry("POST /api/v1/runbooks/{runbook}/demote", Set.of("NOT_PROMOTED")),
          Map.entry("POST /api/v1/runbooks/{runbook}/promote", Set.of("AUTONOMY_NOT_EARNED")),
          Map.entry("POST /api/v1/users/{name}/password", Set.of("CONFIRMATION_REQUIRED")));

  private LaterRefusals() {}

  static Set<String> of(Permission permission) {
    return CODES.getOrDefault(permission.toString(), Set.of());
  }
}
