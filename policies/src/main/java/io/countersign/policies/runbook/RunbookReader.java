package io.countersign.policies.runbook;

import static java.util.function.Predicate.not;

import io.countersign.domain.Digest;
import io.countersign.domain.incident.Cause;
import io.countersign.domain.incident.Signal;
import io.countersign.domain.remediation.Probe;
import io.countersign.domain.remediation.Runbook;
import io.countersign.domain.remediation.Runbook.ProbeTemplate;
import io.countersign.domain.remediation.Runbook.StepTemplate;
import io.countersign.policies.engine.Section;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one runbook's section. */
final class RunbookReader {
  private static final int LONGEST_STEP = 3_600;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000L);
  private static final Digest UNSIGNED = Digest.ofJson("");

  private final Section section;
  private final List<String> requires;
  private final TemplateCheck template;

  private RunbookReader(Section section) {
    this.section = section;
    this.requires =
        section.has("requires") ? section.texts("requires", value -> field(value)) : List.of();
    this.template = new TemplateCheck(Set.copyOf(requires));
  }

  /** What could be read; placeholders stand where there were problems. */
  static Runbook read(Section section) {
    return new RunbookReader(section).runbook();
  }

  private Runbook runbook() {
    var runbook =
        new Runbook(
            section.text("id", Section.kebabCase()),
            section.text("title"),
            UNSIGNED,
            section.choices("causes", Cause.Kind.class),
            Set.copyOf(new HashSet<>(section.texts("entities", Section.kebabCase()))),
            section.text("action", Section.kebabCase()),
            section.integer("risk", 1, 5),
            requires,
            section.entries("equal", template, template),
            steps("steps"),
            section.has("rollback") ? steps("rollback") : List.of(),
            probes());
    if (runbook.causes().contains(Cause.Kind.UNKNOWN)) {
      section.problem("causes", "an unknown cause has no remedy: a person has to look");
    }
    section.close();
    return signed(runbook);
  }

  private List<StepTemplate> steps(String key) {
    return section.sections(key).stream().map(this::step).toList();
  }

  private StepTemplate step(Section step) {
    var template =
        new StepTemplate(
            step.text("action", Section.kebabCase()),
            step.entries("parameters", RunbookReader::field, this.template),
            step.entries("expected", RunbookReader::field, this.template),
            step.integer("timeoutSeconds", 1, LONGEST_STEP));
    step.close();
    return template;
  }

  private List<ProbeTemplate> probes() {
    var names = new HashSet<String>();
    return section.sections("probes").stream().map(probe -> probe(probe, names)).toList();
  }

  private ProbeTemplate probe(Section probe, Set<String> names) {
    var name = probe.text("name", Section.kebabCase());
    if (!name.isEmpty() && !names.add(name)) {
      probe.problem("name", "another probe is named \"" + name + "\"");
    }
    var threshold = probe.decimal("threshold", BigDecimal.ZERO, LARGEST);
    var template =
        new ProbeTemplate(
            name,
            probe.choice("signal", Signal.class),
            probe.choice("comparison", Probe.Comparison.class),
            threshold.stripTrailingZeros().toPlainString());
    probe.close();
    return template;
  }

  private static Optional<String> field(String value) {
    return Optional.of(value)
        .filter(not(v -> v.matches("[a-zA-Z][a-zA-Z0-9_]{0,63}")))
        .map(v -> "a field's name is letters, digits and _, not \"" + v + "\"");
  }

  private static Runbook signed(Runbook r) {
    return new Runbook(
        r.id(),
        r.title(),
        RunbookDigest.of(r),
        r.causes(),
        r.entityKinds(),
        r.actionClass(),
        r.risk(),
        r.requires(),
        r.equal(),
        r.steps(),
        r.rollback(),
        r.probes());
  }
}
