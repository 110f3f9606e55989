package io.countersign.connectors.settings;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The secrets of a configuration that are too short to be any, or to be taken out of texts. */
public final class ShortSecrets {
  /** Characters below which anybody may guess one. */
  public static final int SAFE = 8;

  private ShortSecrets() {}

  /**
   * Where they are referred to, as JSON pointers. What can't be read isn't among them: its
   * connection tells that.
   */
  public static List<String> of(JsonNode configuration) {
    var found = new ArrayList<String>();
    look(configuration, "", found);
    return List.copyOf(found);
  }

  private static void look(JsonNode node, String at, List<String> found) {
    node.properties().forEach(it -> look(it.getValue(), at + "/" + it.getKey(), found));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        look(node.get(i), at + "/" + i, found);
      }
    }
    if (node.isString() && isShort(node.asString())) {
      found.add(at);
    }
  }

  private static boolean isShort(String text) {
    return Secrets.isReference(text)
        && Secrets.resolve(text) instanceof Outcome.Ok<Secret>(var secret)
        && secret.reveal().length() < SAFE;
  }
}
