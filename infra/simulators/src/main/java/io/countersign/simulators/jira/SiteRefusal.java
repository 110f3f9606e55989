package io.countersign.simulators.jira;

import java.util.Map;

/** A request that the site declines, with Jira's own body. */
final class SiteRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Map<String, String> errors;

  SiteRefusal(int status, String message) {
    super(message);
    this.status = status;
    this.errors = Map.of();
  }

  SiteRefusal(Map<String, String> errors) {
    super("");
    this.status = 400;
    this.errors = Map.copyOf(errors);
  }

  static SiteRefusal noIssue() {
    return new SiteRefusal(404, "Issue does not exist or you do not have permission to see it.");
  }

  int status() {
    return status;
  }

  String body() {
    var body = SiteJson.object();
    var messages = body.putArray("errorMessages");
    if (!String.valueOf(getMessage()).isEmpty()) {
      messages.add(getMessage());
    }
    var named = body.putObject("errors");
    errors.forEach(named::put);
    return body.toString();
  }
}
