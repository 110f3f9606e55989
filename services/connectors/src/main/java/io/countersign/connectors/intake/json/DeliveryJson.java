package io.countersign.connectors.intake.json;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivered body of JSON: an object with lists, of whose entries one at a time is held. What
 * isn't well-formed costs the entry in which it stands, or a part of it, and no other.
 */
public sealed interface DeliveryJson permits WholeDelivery, BrokenDelivery {
  /** The object without its lists, as far as it can be read. */
  ObjectNode beside();

  /** Whether there is a list of that name. */
  boolean isListed(String list);

  /** How many entries a list has. */
  int entries(String list);

  /** The end of it that wasn't searched for entries; empty if all was. */
  Optional<InputProblem> left();

  /**
   * Reads the first entries of a list.
   *
   * @param most how many
   * @param reader told each, with what had to be done to it, a set of the reader's own
   */
  void each(String list, int most, BiConsumer<JsonNode, Set<Adjustment>> reader);

  /**
   * Empty if there is none of the lists, or nothing that could be told apart in them.
   *
   * @param lists their names, the one that matters most first; of several under one name nothing is
   *     lost
   * @param complaint told why not, without the material itself
   */
  static Optional<DeliveryJson> read(
      byte[] body, List<String> lists, Consumer<InputProblem> complaint) {
    InputProblem wrong;
    try {
      var whole = WholeDelivery.read(body, Set.copyOf(lists));
      if (whole.filter(it -> lists.stream().anyMatch(it::isListed)).isPresent()) {
        return Optional.of(whole.get());
      }
      wrong =
          whole.isPresent()
              ? new InputProblem("/" + lists.getFirst(), "must be an array")
              : new InputProblem("", "must be an object");
    } catch (NotOneValueException e) {
      wrong = new InputProblem("", e.getOriginalMessage());
    } catch (JacksonException e) {
      wrong = new InputProblem("", "is not well-formed JSON" + StrictJson.where(e));
    }
    var broken = BrokenDelivery.read(BodyText.of(body), lists);
    if (broken.isEmpty()) {
      complaint.accept(wrong);
    }
    return broken.map(it -> it);
  }
}
