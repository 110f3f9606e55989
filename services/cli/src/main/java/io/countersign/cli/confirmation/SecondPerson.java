package io.countersign.cli.confirmation;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ProblemException;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.api.UnreachableException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The words about who may confirm a change that waits. */
public final class SecondPerson {
  private SecondPerson() {}

  /** What has to be done, and by whom. */
  public static String wanted(ServerApi server, String confirmation) {
    return "countersign confirm " + confirmation + who(server, confirmation);
  }

  /** It waits whether or not that can be asked: who proposes needn't be one who reads it. */
  private static String who(ServerApi server, String confirmation) {
    try {
      return who(server.get("/api/v1/confirmations/" + ServerApi.part(confirmation), Map.of()));
    } catch (ProblemException | UnreachableException _) {
      return "";
    }
  }

  private static String who(JsonNode change) {
    var names = JsonAnswers.at(change, "/mayConfirm");
    if (!change.has("mayConfirm")) {
      return "";
    }
    if (names.isEmpty()) {
      return "\nNobody can confirm it as things are: it takes another person with the role, and a"
          + " password of their own.";
    }
    return takesTwo(change)
        ? "\nA machine proposed it, so two persons have to confirm it. The first may be: " + names
        : "\nIt can be confirmed by: " + names;
  }

  /** Whether nobody stands yet for what a machine proposed. */
  static boolean takesTwo(JsonNode change) {
    return JsonAnswers.at(change, "/missing").equals("2");
  }
}
