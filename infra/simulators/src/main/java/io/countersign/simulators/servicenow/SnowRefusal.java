package io.countersign.simulators.servicenow;

import tools.jackson.databind.node.JsonNodeFactory;

/** A request that the instance declines, in its own envelope. */
final class SnowRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String detail;

  SnowRefusal(int status, String message, String detail) {
    super(message);
    this.status = status;
    this.detail = detail;
  }

  /** A rule's, which stops a save. */
  static SnowRefusal aborted(String table, String rule, String why) {
    return new SnowRefusal(
        403,
        "Operation against file '"
            + table
            + "' was aborted by Business Rule '"
            + rule
            + "^0000'. Business Rule Stack:"
            + rule,
        why);
  }

  static SnowRefusal noRecord() {
    return new SnowRefusal(
        404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval");
  }

  int status() {
    return status;
  }

  String body() {
    var body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("message", getMessage()).put("detail", detail);
    return body.put("status", "failure").toString();
  }
}
