package io.countersign.policies.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a policy file. Whoever reads it asks for the keys that it may have and then calls
 * {@link #close}, which complains of all others. What can't be read is put among the problems and
 * answered by a placeholder: since nothing is made while there are problems, none gets out.
 */
public final class PolicySection {
  /** A check of a value, which tells what is wrong with it, if anything. */
  @FunctionalInterface
  public interface Check {
    Optional<String> complaint(String value);
  }

  private static final String KEBAB = "[a-z0-9]+(-[a-z0-9]+)*";

  private final PolicyFile file;
  private final MappingNode node;
  private final PolicyProblems problems;
  private final SequencedMap<String, Node> members = new LinkedHashMap<>();
  private final SequencedMap<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  PolicySection(PolicyFile file, MappingNode node, PolicyProblems problems) {
    this.file = file;
    this.node = node;
    this.problems = problems;
    node.getValue().forEach(this::member);
  }

  private void member(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add(file, tuple.getKeyNode(), "a key has to be a word");
    } else if (members.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
      problems.add(file, key, "\"" + key.getValue() + "\" stands here twice");
    } else {
      keys.put(key.getValue(), key);
    }
  }

  /** Names that rules and runbooks go by: lower-case words joined by hyphens. */
  public static Check kebabCase() {
    return value ->
        value.matches(KEBAB)
            ? Optional.empty()
            : Optional.of("a name is lower-case words joined by hyphens, not \"" + value + "\"");
  }

  /** The keys in the file's order, for a section whose keys are free. */
  public SequencedSet<String> keys() {
    return members.sequencedKeySet();
  }

  public boolean has(String key) {
    asked.add(key);
    return members.containsKey(key);
  }

  /** Text that has to be there and not be blank. */
  public String text(String key) {
    return text(key, _ -> Optional.empty());
  }

  public String text(String key, Check check) {
    return required(key).map(value -> text(value, check)).orElse("");
  }

  /** Text, if it's there. */
  public Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** A text in another language, or a list of such; none when it isn't there. */
  public List<Passage> passages(String key) {
    if (!has(key)) {
      return List.of();
    }
    var value = members.get(key);
    var nodes =
        value instanceof SequenceNode ? elements(key).toList() : Stream.ofNullable(value).toList();
    return nodes.stream()
        .filter(node -> !text(node, _ -> Optional.empty()).isEmpty())
        .map(node -> Passage.of(file, (ScalarNode) node, problems))
        .toList();
  }

  /** A whole number within bounds, both inclusive. */
  public int integer(String key, int least, int most) {
    return required(key).map(value -> integer(value, least, most)).orElse(least);
  }

  /** A whole number within bounds if it's there, else another. */
  public int integer(String key, int least, int most, int otherwise) {
    return has(key) ? integer(key, least, most) : otherwise;
  }

  /** Yes or no, written {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    var word =
        members.get(key) instanceof ScalarNode scalar && scalar.isPlain() ? scalar.getValue() : "";
    if (!word.equals("true") && !word.equals("false")) {
      problem(key, "true or false is wanted here");
    }
    return word.equals("true");
  }

  /** Complains of a key that a check doesn't like. */
  public void checkKey(String key, Check check) {
    check(keys.getOrDefault(key, node), key, check);
  }

  /** A number within bounds, both inclusive, exactly as it was written. */
  public BigDecimal decimal(String key, BigDecimal least, BigDecimal most) {
    return required(key).flatMap(value -> decimal(value, least, most)).orElse(least);
  }

  /** A word for one of an enum's constants: {@code process-death} for {@code PROCESS_DEATH}. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    return required(key).flatMap(value -> choice(value, type)).orElse(type.getEnumConstants()[0]);
  }

  /** A list of such words, at least one. */
  public <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
    return elements(key)
        .flatMap(value -> choice(value, type).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A list of texts, at least one. */
  public List<String> texts(String key, Check check) {
    return elements(key).map(value -> text(value, check)).toList();
  }

  /** A list of whole numbers, at least one, each within bounds. */
  public List<Integer> integers(String key, int least, int most) {
    return elements(key).map(value -> integer(value, least, most)).toList();
  }

  /** Texts by free keys; empty when it isn't there. */
  public Map<String, String> entries(String key, Check keyCheck, Check valueCheck) {
    var found = new LinkedHashMap<String, String>();
    section(key)
        .ifPresent(
            section ->
                section.members.forEach(
                    (name, value) -> {
                      section.check(section.keys.getOrDefault(name, value), name, keyCheck);
                      found.put(name, section.text(value, valueCheck));
                    }));
    return found;
  }

  /** A section, if it's there. */
  public Optional<PolicySection> section(String key) {
    return has(key) ? required(key).flatMap(this::section) : Optional.empty();
  }

  /** A section that has to be there; an empty one stands in, whose gaps are not told as well. */
  public PolicySection requiredSection(String key) {
    return required(key)
        .flatMap(this::section)
        .orElseGet(() -> new PolicySection(file, emptyMapping(), new PolicyProblems()));
  }

  /** A list of sections, at least one. */
  public List<PolicySection> sections(String key) {
    return elements(key).flatMap(value -> section(value).stream()).toList();
  }

  /** The line where a key's value stands, or the whole section when the key isn't there: 1, ... */
  public int line(String key) {
    return members.getOrDefault(key, node).getStartMark().map(it -> it.getLine() + 1).orElse(1);
  }

  /** Complains of a key's value, or of the whole section when the key isn't there. */
  public void problem(String key, String message) {
    problems.add(file, members.getOrDefault(key, node), message);
  }

  /** Complains of every key that nobody asked for. */
  public void close() {
    keys.forEach(
        (key, at) -> {
          if (!asked.contains(key)) {
            var known = String.join(", ", asked);
            problems.add(file, at, "unknown key \"" + key + "\"; known here: " + known);
          }
        });
  }

  private static MappingNode emptyMapping() {
    return new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);
  }

  private Optional<Node> required(String key) {
    if (!has(key)) {
      problems.add(file, node, "\"" + key + "\" is missing");
    }
    return Optional.ofNullable(members.get(key));
  }

  private Stream<Node> elements(String key) {
    var value = required(key);
    if (value.isEmpty()) {
      return Stream.empty();
    }
    if (!(value.get() instanceof SequenceNode list)) {
      problems.add(file, value.get(), "a list is wanted here");
      return Stream.empty();
    }
    if (list.getValue().isEmpty()) {
      problems.add(file, list, "\"" + key + "\" needs at least one entry");
    }
    return new ArrayList<>(list.getValue()).stream();
  }

  private Optional<PolicySection> section(Node value) {
    if (value instanceof MappingNode mapping) {
      return Optional.of(new PolicySection(file, mapping, problems));
    }
    problems.add(file, value, "a mapping of keys is wanted here");
    return Optional.empty();
  }

  private String text(Node value, Check check) {
    if (!(value instanceof ScalarNode scalar)
        || !scalar.getTag().equals(Tag.STR)
        || scalar.getValue().isBlank()) {
      problems.add(file, value, "a text is wanted here (a number or yes/no needs quotes)");
      return "";
    }
    check(value, scalar.getValue(), check);
    return scalar.getValue();
  }

  private void check(Node at, String value, Check check) {
    check.complaint(value).ifPresent(message -> problems.add(file, at, message));
  }

  private int integer(Node value, int least, int most) {
    return decimal(value, BigDecimal.valueOf(least), BigDecimal.valueOf(most))
        .map(
            number -> {
              if (number.stripTrailingZeros().scale() > 0) {
                problems.add(file, value, "a whole number is wanted here");
              }
              return number.intValue();
            })
        .orElse(least);
  }

  private Optional<BigDecimal> decimal(Node value, BigDecimal least, BigDecimal most) {
    var number = number(value);
    if (number.isEmpty()) {
      problems.add(file, value, "a number is wanted here");
    } else if (number.get().compareTo(least) < 0 || number.get().compareTo(most) > 0) {
      var range = least.toPlainString() + " to " + most.toPlainString();
      problems.add(file, value, "has to be " + range + ", not " + number.get().toPlainString());
      return Optional.empty();
    }
    return number;
  }

  private static Optional<BigDecimal> number(Node value) {
    return value instanceof ScalarNode scalar
            && scalar.isPlain()
            && scalar.getValue().matches("-?[0-9]{1,12}(\\.[0-9]{1,12})?")
        ? Optional.of(new BigDecimal(scalar.getValue()))
        : Optional.empty();
  }

  private <E extends Enum<E>> Optional<E> choice(Node value, Class<E> type) {
    var word = value instanceof ScalarNode scalar ? scalar.getValue() : "";
    var found = Stream.of(type.getEnumConstants()).filter(c -> word(c).equals(word)).findFirst();
    if (found.isEmpty()) {
      var known = Stream.of(type.getEnumConstants()).map(PolicySection::word).toList();
      problems.add(file, value, "\"" + word + "\" is none of " + String.join(", ", known));
    }
    return found;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
