package io.countersign.cli.policy;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.terminal.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The difference between a bundle and what it replaces, line by line. */
final class BundleDifference {
  private BundleDifference() {}

  /** Empty for the first bundle, which replaces nothing. */
  static List<String> of(ServerApi server, JsonNode bundle) {
    var base = JsonAnswers.at(bundle, "/base");
    var former =
        server
            .get(PolicyCommand.BUNDLES, Map.of())
            .path("items")
            .valueStream()
            .filter(it -> JsonAnswers.at(it, "/digest").equals(base) && it.has("number"))
            .findFirst();
    return former.isEmpty() ? List.of() : lines(texts(server, former.get()), texts(server, bundle));
  }

  private static Map<String, String> texts(ServerApi server, JsonNode bundle) {
    var path =
        PolicyCommand.BUNDLES + "/" + ServerApi.part(JsonAnswers.at(bundle, "/id")) + "/files";
    return PolicyFolder.files(server.get(path, Map.of()));
  }

  static List<String> lines(Map<String, String> former, Map<String, String> now) {
    var names = new TreeSet<String>(former.keySet());
    names.addAll(now.keySet());
    var lines = new ArrayList<String>();
    for (var name : names) {
      var before = Objects.requireNonNullElse(former.get(name), "");
      var after = Objects.requireNonNullElse(now.get(name), "");
      if (!before.equals(after)) {
        lines.add(
            (former.containsKey(name) ? now.containsKey(name) ? "~ " : "- " : "+ ")
                + SafeText.clean(name));
        lines.addAll(changes(before.lines().toList(), after.lines().toList()));
      }
    }
    return lines;
  }

  /** By the longest common subsequence; lines that stay aren't shown. */
  private static List<String> changes(List<String> before, List<String> after) {
    int[][] common = common(before, after);
    var lines = new ArrayList<String>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        i++;
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("    - " + SafeText.clean(before.get(i++)));
      } else {
        lines.add("    + " + SafeText.clean(after.get(j++)));
      }
    }
    return lines;
  }

  /** How many lines the rests from each place on have in common. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
