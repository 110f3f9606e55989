package io.countersign.domain.diagnosis.health;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.CauseIndicators;
import io.countersign.domain.diagnosis.Evidence.LogSignature;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of error line that are new at one entity, and what they speak of. */
public final class NewErrors {
  static final NewErrors NONE = new NewErrors(List.of(), Map.of(), CauseIndicators.NONE);

  /** A single line may be anything. */
  private static final int FEWEST = 3;

  /** So many times as often as in the baseline is new too. */
  private static final int MORE = 5;

  /** What fewer of the lines than one in so many say is not what it is about. */
  private static final int SHARE = 5;

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** A host is named as part of an address, or by a name of three parts or more. */
  private static final Pattern HOST =
      Pattern.compile("://([A-Za-z0-9.-]+\\.[a-z]{2,})|\\b((?:[a-z0-9-]+\\.){2,}[a-z]{2,12})\\b");

  private final List<LogSignature> lines;
  private final Map<String, EntityId> names;
  private final CauseIndicators indicators;
  private final long all;

  /**
   * @param all every kind of error line of one entity
   * @param names of what there is in the estate
   */
  NewErrors(List<LogSignature> all, Map<String, EntityId> names, CauseIndicators indicators) {
    this.lines =
        all.stream()
            .filter(line -> line.during() >= FEWEST && line.during() >= MORE * line.before())
            .sorted(
                Comparator.comparing(LogSignature::firstSeen)
                    .thenComparing(LogSignature::signature)
                    .thenComparing(LogSignature::claim))
            .toList();
    this.names = names;
    this.indicators = indicators;
    this.all = lines.stream().mapToLong(LogSignature::during).sum();
  }

  boolean none() {
    return lines.isEmpty();
  }

  public Optional<LogSignature> first() {
    return lines.stream().findFirst();
  }

  /** A line that speaks for a kind of cause by its words, if it's one of the frequent ones. */
  public Optional<LogSignature> speakingFor(Cause.Kind kind) {
    return frequent(line -> indicators.says(text(line), kind));
  }

  /** A line that names an address outside the estate. */
  public Optional<LogSignature> outside() {
    return frequent(line -> hosts(text(line)).anyMatch(host -> !inside(host)));
  }

  /** A line that names one of the given entities. */
  public Optional<LogSignature> naming(Set<EntityId> entities) {
    return frequent(line -> named(text(line)).anyMatch(entities::contains));
  }

  /** The words of the lines that speak of nobody else: of this entity's own doing. */
  public Set<String> ownWords() {
    return lines.stream()
        .filter(line -> !indicators.says(text(line), Cause.Kind.EXTERNAL))
        .filter(line -> hosts(text(line)).findAny().isEmpty())
        .filter(line -> named(text(line)).allMatch(line.entity()::equals))
        .flatMap(line -> WordTokens.of(text(line)))
        .collect(Collectors.toSet());
  }

  private Optional<LogSignature> frequent(Predicate<LogSignature> saying) {
    var found = lines.stream().filter(saying).toList();
    long count = found.stream().mapToLong(LogSignature::during).sum();
    return count * SHARE < all ? Optional.empty() : found.stream().findFirst();
  }

  private static String text(LogSignature line) {
    return line.signature() + " " + line.example();
  }

  private Stream<EntityId> named(String text) {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .flatMap(word -> Stream.of(word, firstPart(word)))
        .flatMap(word -> Optional.ofNullable(names.get(word)).stream());
  }

  private boolean inside(String host) {
    return names.containsKey(firstPart(host)) || names.containsKey(host);
  }

  private static Stream<String> hosts(String text) {
    return HOST.matcher(text)
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .map(host -> host.toLowerCase(Locale.ROOT));
  }

  private static String firstPart(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
