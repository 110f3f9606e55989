package io.countersign.policies.diagnosis;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.CauseIndicators;
import io.countersign.policies.engine.PolicySection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The reader of the cause indicators' file. */
final class CauseIndicatorsReader {
  private CauseIndicatorsReader() {}

  static CauseIndicators read(PolicySection file) {
    var events = events(file.requiredSection("events"));
    var words = words(file.requiredSection("words"));
    file.close();
    return new CauseIndicators(events, words);
  }

  private static Map<String, Cause.Kind> events(PolicySection section) {
    Map<String, Cause.Kind> events = new HashMap<>();
    section.keys().forEach(reason -> events.put(reason, section.choice(reason, Cause.Kind.class)));
    return events;
  }

  private static Map<Cause.Kind, List<String>> words(PolicySection section) {
    Map<Cause.Kind, List<String>> words = new HashMap<>();
    for (var kind : Cause.Kind.values()) {
      var key = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (section.has(key)) {
        words.put(kind, section.texts(key, CauseIndicatorsReader::lowerCase));
      }
    }
    section.close();
    return words;
  }

  private static Optional<String> lowerCase(String text) {
    return text.equals(text.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of("lower case is wanted here, not \"" + text + "\"");
  }
}
