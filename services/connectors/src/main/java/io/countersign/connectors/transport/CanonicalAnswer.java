package io.countersign.connectors.transport;

import io.countersign.domain.Digest;
import java.util.ArrayList;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Digests of what others answered: any JSON, brought to the profile of canonical JSON. */
public final class CanonicalAnswer {
  private static final long MAX_SAFE = (1L << 53) - 1;

  private CanonicalAnswer() {}

  /**
   * @throws IllegalArgumentException when it can't have a canonical form: too deep, or broken text
   */
  public static Digest digest(JsonNode answer) {
    return Digest.ofJson(canonical(answer));
  }

  /** Absent and null mean the same; numbers that aren't safe integers become text. */
  private static Object canonical(JsonNode node) {
    if (node.isObject()) {
      var object = new TreeMap<String, Object>();
      node.properties().stream()
          .filter(member -> !member.getValue().isNull())
          .forEach(member -> object.put(member.getKey(), canonical(member.getValue())));
      return object;
    }
    if (node.isArray()) {
      var array = new ArrayList<Object>();
      node.values().forEach(item -> array.add(canonical(item)));
      return array;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isIntegralNumber()
            && node.canConvertToLong()
            && Math.abs(node.longValue()) <= MAX_SAFE
        ? node.longValue()
        : node.asString();
  }
}
