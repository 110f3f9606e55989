package io.countersign.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.access.confirmation.ConfirmationSubject;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.domain.policy.bundle.ReplaySummary;
import io.countersign.ledger.testing.TypeForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What tables keep of the domain as JSON has no revision and no upcaster, as events have: of
 * another form it is brought over by a migration, or what lies there is misread.
 */
class StoredFormTest {
  private static final Path GOLDEN = Path.of("src/test/resources/stored");

  private static final Map<String, Class<?>> STORED =
      Map.of(
          "alert_seen.raised", AlertEvent.Raised.class,
          "calendar_entry.entry", CalendarEntry.class,
          "catalog_entity.declared", Entity.class,
          "confirmation_fact.subject", ConfirmationSubject.class,
          "emergency.terms", BreakGlassTerms.class,
          "policy_bundle.replay", ReplaySummary.class,
          "policy_bundle.summary", BundleSummary.class,
          "view_incident_diagnosis.outline", Diagnosis.class,
          "view_policy_decision.decision", PolicyDecision.class,
          "view_policy_decision.input", PolicyInput.class);

  static Set<String> columns() {
    return new TreeSet<>(STORED.keySet());
  }

  @ParameterizedTest
  @MethodSource("columns")
  void anotherFormNeedsAMigration(String column) throws IOException {
    var form = TypeForm.of(STORED.get(column));
    var file = GOLDEN.resolve(column + ".txt");
    if (Boolean.getBoolean("countersign.regenerate")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, form);
    }
    assertThat(file).as("run once with -Dcountersign.regenerate=true").exists();
    assertThat(form)
        .as(
            "what %s holds has another form: bring it over by a migration, unless what's new may be"
                + " absent; then regenerate",
            column)
        .isEqualTo(Files.readString(file));
  }

  /** Snapshots have forms of their own, which have revisions. */
  @Test
  void nothingElseIsReadFromTables() throws IOException {
    var read = Pattern.compile("DomainJson\\.read\\([^;]*?, (\\w+)\\.class\\)");
    try (var files = Files.walk(Path.of("src/main/java"))) {
      var types =
          files
              .filter(it -> it.toString().endsWith(".java"))
              .flatMap(it -> read.matcher(text(it)).results())
              .map(it -> it.group(1))
              .collect(Collectors.toSet());
      assertThat(types)
          .isEqualTo(
              STORED.values().stream().map(Class::getSimpleName).collect(Collectors.toSet()));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
