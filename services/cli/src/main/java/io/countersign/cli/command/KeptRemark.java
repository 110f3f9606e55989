package io.countersign.cli.command;

import io.countersign.cli.api.JsonAnswers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The remark about listed items that were kept, but not as their source sent them. */
public final class KeptRemark {
  private static final int MOST = 10;

  private KeptRemark() {}

  /**
   * One line for each of the first of them.
   *
   * @param what the pointer of what names an item beside its entity
   */
  public static List<String> lines(JsonNode items, String what) {
    var lines = new ArrayList<String>();
    int more = 0;
    for (var item : items) {
      var done = done(item);
      if (!done.isEmpty() && lines.size() < MOST) {
        var named = JsonAnswers.at(item, what) + " of " + JsonAnswers.at(item, "/entity");
        lines.add(named + " was kept, but not as it was sent: " + done);
      } else if (!done.isEmpty()) {
        more++;
      }
    }
    if (more > 0) {
      lines.add("So were " + more + " more; -o json shows what was done to them.");
    }
    return lines;
  }

  private static String done(JsonNode item) {
    var by = JsonAnswers.at(item, "/namedBy");
    var named = by.isEmpty() ? "" : "named by its " + by;
    var adjusted = JsonAnswers.at(item, "/adjustments");
    var between = named.isEmpty() || adjusted.isEmpty() ? "" : ", ";
    return (named + between + adjusted).replace('_', ' ');
  }
}
