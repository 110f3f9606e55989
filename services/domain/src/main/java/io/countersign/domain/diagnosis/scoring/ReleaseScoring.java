package io.countersign.domain.diagnosis.scoring;

import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Cause.Reason;
import io.countersign.domain.diagnosis.health.ReasonTexts;
import io.countersign.domain.diagnosis.health.WordTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The scoring of the changes that an unhealthy entity may suffer from, against each other too. */
record ReleaseScoring(CauseContext context) {
  private static final int PROMPT_RELEASE = 40;
  private static final int RECENT_RELEASE = 25;
  private static final int PROMPT_SETTING = 20;
  private static final int RECENT_SETTING = 10;
  private static final int REPLACED = -10;
  private static final int NAMED = 30;
  private static final int BUT_CREPT = -15;
  private static final int BUT_LOAD = -20;
  private static final int BUT_OUTSIDE = -20;
  private static final int BUT_SAYS_OUTSIDE = -30;
  private static final int BUT_SAYS_OTHERWISE = -10;
  private static final int COULD_NOT_START = 15;

  /** What speaks for a change and against it, besides how its entity stands. */
  List<Reason> reasons(SuspectChange suspect) {
    var reasons = new ArrayList<Reason>();
    reasons.add(
        new Reason(
            suspect.text(),
            points(suspect),
            List.of(suspect.seen().claim(), context.health().symptoms().getFirst().claim())));
    replaced(suspect).ifPresent(reasons::add);
    named(suspect).ifPresent(reasons::add);
    Stream.of(couldNotStart(), load(), outside()).flatMap(Optional::stream).forEach(reasons::add);
    if (!suspect.prompt()) {
      Stream.of(crept(), otherKind()).flatMap(Optional::stream).forEach(reasons::add);
    }
    return reasons;
  }

  /** What its kind and its being prompt are worth. */
  static int points(SuspectChange suspect) {
    if (suspect.release()) {
      return suspect.prompt() ? PROMPT_RELEASE : RECENT_RELEASE;
    }
    return suspect.prompt() ? PROMPT_SETTING : RECENT_SETTING;
  }

  private static Optional<Reason> replaced(SuspectChange suspect) {
    var text = "but another release came after it";
    return suspect.replaced()
        ? Optional.of(new Reason(text, REPLACED, List.of(suspect.seen().claim())))
        : Optional.empty();
  }

  /** What the errors say and of all suspects only this one touched. */
  private Optional<Reason> named(SuspectChange suspect) {
    var words = new HashSet<String>(context.newErrors().ownWords());
    words.retainAll(touchedWords(suspect));
    context.changes().stream()
        .filter(other -> !other.equals(suspect))
        .forEach(other -> words.removeAll(touchedWords(other)));
    WordTokens.of(context.health().entity().name()).forEach(words::remove);
    return words.isEmpty()
        ? Optional.empty()
        : context
            .newErrors()
            .first()
            .map(
                log -> {
                  var named = String.join(", ", words.stream().sorted().limit(5).toList());
                  var claims = List.of(suspect.seen().claim(), log.claim());
                  return new Reason("the errors name what it touched: " + named, NAMED, claims);
                });
  }

  private static Set<String> touchedWords(SuspectChange suspect) {
    var words = new HashSet<String>();
    WordTokens.of(suspect.seen().about()).forEach(words::add);
    return words;
  }

  private Optional<Reason> couldNotStart() {
    return context
        .event(Kind.RELEASE)
        .map(seen -> new Reason(ReasonTexts.event(seen), COULD_NOT_START, List.of(seen.claim())));
  }

  private Optional<Reason> load() {
    return context
        .load()
        .map(rise -> new Reason("but its load rose first", BUT_LOAD, List.of(rise.claim())));
  }

  private Optional<Reason> outside() {
    var said = context.newErrors().speakingFor(Kind.EXTERNAL);
    int points = said.isPresent() ? BUT_SAYS_OUTSIDE : BUT_OUTSIDE;
    return said.or(() -> context.newErrors().outside())
        .map(
            log -> {
              var text = "but its errors speak of something outside: " + log.signature();
              return new Reason(text, points, List.of(log.claim()));
            });
  }

  private Optional<Reason> crept() {
    return context.crept().map(s -> new Reason("but it crept up", BUT_CREPT, List.of(s.claim())));
  }

  private Optional<Reason> otherKind() {
    return Stream.of(Kind.RESOURCE_EXHAUSTION, Kind.LOAD)
        .flatMap(kind -> context.newErrors().speakingFor(kind).stream())
        .findFirst()
        .map(
            log -> {
              var text = "but its errors speak of something else: " + log.signature();
              return new Reason(text, BUT_SAYS_OTHERWISE, List.of(log.claim()));
            });
  }
}
