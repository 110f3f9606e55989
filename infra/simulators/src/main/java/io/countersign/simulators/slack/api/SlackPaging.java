package io.countersign.simulators.slack.api;

import io.countersign.simulators.slack.workspace.SlackError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A page of a list, by cursor. */
record SlackPaging<T>(List<T> items, String next) {
  private static final String PREFIX = "offset:";

  static <T> SlackPaging<T> of(List<T> all, MethodCall call, int fallback) {
    int limit = call.number("limit", fallback);
    if (limit < 1 || limit > 1000) {
      limit = fallback;
    }
    int from = offset(call);
    if (from > all.size()) {
      throw new SlackError("invalid_cursor");
    }
    int to = Math.min(all.size(), from + limit);
    return new SlackPaging<>(all.subList(from, to), to == all.size() ? "" : cursor(to));
  }

  /** Says where it goes on: empty on the last page. */
  void writeTo(ObjectNode answer) {
    answer.putObject("response_metadata").put("next_cursor", next);
  }

  private static String cursor(int offset) {
    return Base64.getEncoder().encodeToString((PREFIX + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(MethodCall call) {
    if (!call.has("cursor")) {
      return 0;
    }
    try {
      var text =
          new String(Base64.getDecoder().decode(call.text("cursor")), StandardCharsets.UTF_8);
      return Integer.parseInt(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new SlackError("invalid_cursor");
    }
  }
}
