package io.countersign.connectors.intake.json;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivery that isn't well-formed, or of another form than it should be: as much of it as can be
 * told apart. Of an entry that is broken itself the members before that place are kept.
 */
final class BrokenDelivery implements DeliveryJson {
  private final char[] text;
  private final EntrySearch search;
  private final ObjectNode beside;

  private BrokenDelivery(char[] text, EntrySearch search, ObjectNode beside) {
    this.text = text;
    this.search = search;
    this.beside = beside;
  }

  /** Empty if no entry can be told. */
  static Optional<BrokenDelivery> read(char[] text, List<String> lists) {
    var search = EntrySearch.in(text, lists);
    return search.found().first().isEmpty()
        ? Optional.empty()
        : Optional.of(new BrokenDelivery(text, search, beside(text, search, Set.copyOf(lists))));
  }

  /** What stands before the lists and behind; of several deliveries in one it's nobody's. */
  private static ObjectNode beside(char[] text, EntrySearch search, Set<String> lists) {
    if (search.heads() != 1) {
      return JsonNodeFactory.instance.objectNode();
    }
    var beside = members(JsonParsers.lenient(text, 0), lists);
    int tail = search.end();
    while (tail < text.length && text[tail] != ']') {
      tail++;
    }
    while (tail < text.length && text[tail] != '"') {
      tail++;
    }
    if (tail < text.length) {
      var rest = ("{" + new String(text, tail, text.length - tail)).toCharArray();
      members(JsonParsers.lenient(rest, 0), lists)
          .properties()
          .forEach(it -> beside.putIfAbsent(it.getKey(), it.getValue()));
    }
    return beside;
  }

  /** As many as can be read. */
  private static ObjectNode members(JsonParser parser, Set<String> lists) {
    try (parser) {
      var scan = new TopScan(parser, lists);
      try {
        scan.value(parser.nextToken());
      } catch (JacksonException _) {
        // so far
      }
      return scan.beside().built();
    }
  }

  @Override
  public ObjectNode beside() {
    return beside;
  }

  @Override
  public boolean isListed(String list) {
    return search.found().counts().containsKey(list);
  }

  @Override
  public int entries(String list) {
    return search.found().counts().getOrDefault(list, 0);
  }

  @Override
  public Optional<InputProblem> left() {
    return search.leftFrom().stream()
        .mapToObj(
            it ->
                "is broken in so many places that it was read up to character %s of %s alone"
                    .formatted(it, text.length))
        .map(it -> new InputProblem("", it))
        .findFirst();
  }

  @Override
  public void each(String list, int most, BiConsumer<JsonNode, Set<Adjustment>> reader) {
    search.found().first().stream()
        .filter(it -> it.list().equals(list))
        .limit(most)
        .forEach(
            it -> {
              var notes = EnumSet.of(Adjustment.DELIVERY_MENDED);
              reader.accept(entry(it, notes), notes);
            });
  }

  private JsonNode entry(FoundEntries.Found found, Set<Adjustment> notes) {
    try (var parser = JsonParsers.lenient(text, found.start())) {
      parser.nextToken();
      var entry = new JsonEntry(parser, notes);
      try {
        return entry.read();
      } catch (JacksonException _) {
        notes.add(Adjustment.MEMBER_UNUSABLE);
        return entry.built();
      }
    }
  }
}
