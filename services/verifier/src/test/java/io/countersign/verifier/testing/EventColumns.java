package io.countersign.verifier.testing;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A row of the table of events, which tests change at will. */
public final class EventColumns {
  public long position;
  public String id = "";
  public @Nullable String aggregateType;
  public @Nullable String aggregateId;
  public @Nullable Long sequence;
  public String type = "";
  public String revision = "1";
  public String payload = "{}";
  public String metadata = "{}";
  public String recordedAt = "";

  public EventColumns copy() {
    var copy = new EventColumns();
    copy.position = position;
    copy.id = id;
    copy.aggregateType = aggregateType;
    copy.aggregateId = aggregateId;
    copy.sequence = sequence;
    copy.type = type;
    copy.revision = revision;
    copy.payload = payload;
    copy.metadata = metadata;
    copy.recordedAt = recordedAt;
    return copy;
  }

  public byte[] entry() {
    var aggregate =
        aggregateId == null
            ? ""
            : "\"aggregate\":{\"id\":"
                + quoted(aggregateId)
                + ",\"sequence\":"
                + sequence
                + ",\"type\":"
                + quoted(String.valueOf(aggregateType))
                + "},";
    var entry =
        "{"
            + aggregate
            + "\"event\":"
            + quoted(id)
            + ",\"metadata\":"
            + metadata
            + ",\"payload\":"
            + payload
            + ",\"position\":"
            + position
            + ",\"recordedAt\":"
            + quoted(recordedAt)
            + ",\"revision\":"
            + quoted(revision)
            + ",\"t\":\"countersign-event/1\",\"type\":"
            + quoted(type)
            + "}";
    return entry.getBytes(StandardCharsets.UTF_8);
  }

  public String row() {
    return String.join(
        "\t",
        String.valueOf(position),
        copied(id),
        copied(aggregateType),
        copied(aggregateId),
        sequence == null ? "\\N" : sequence.toString(),
        copied(type),
        copied(revision),
        copied(payload),
        copied(metadata),
        copied(recordedAt));
  }

  static String copied(@Nullable String text) {
    return text == null
        ? "\\N"
        : text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
  }

  public static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        case '\u0001' -> quoted.append("\\u0001");
        case '\u001b' -> quoted.append("\\u001b");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
