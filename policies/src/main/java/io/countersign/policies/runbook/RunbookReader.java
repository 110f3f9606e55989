package io.countersign.policies.runbook;

import static java.util.function.Predicate.not;

import io.countersign.domain.Digest;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.planning.CapacitySizing;
import io.countersign.domain.planning.Plan.WindowClosing;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.planning.Runbook.ProbeTemplate;
import io.countersign.domain.planning.Runbook.StepTemplate;
import io.countersign.policies.engine.PolicySection;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reader of one runbook's section. */
final class RunbookReader {
  private static final int LONGEST_STEP = 3_600;
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal LEAST_SHARE = new BigDecimal("0.01");
  private static final BigDecimal MOST_FACTOR = BigDecimal.valueOf(1_000);
  private static final int MOST_REPLICAS = 10_000;
  private static final Digest UNSIGNED = Digest.ofJson("");

  private final PolicySection section;
  private final List<String> requires;
  private final @Nullable CapacitySizing sizing;
  private final TemplateCheck template;

  private RunbookReader(PolicySection section) {
    this.section = section;
    this.requires =
        section.has("requires") ? section.texts("requires", value -> field(value)) : List.of();
    this.sizing = section.section("sizing").map(this::sizing).orElse(null);
    this.template = new TemplateCheck(Set.copyOf(requires), sizing != null);
  }

  /** What could be read; placeholders stand where there were problems. */
  static Runbook read(PolicySection section) {
    return new RunbookReader(section).runbook();
  }

  private Runbook runbook() {
    var runbook =
        new Runbook(
            section.text("id", PolicySection.kebabCase()),
            section.text("title"),
            UNSIGNED,
            section.choices("causes", Cause.Kind.class),
            Set.copyOf(new HashSet<>(section.texts("entities", PolicySection.kebabCase()))),
            section.text("action", PolicySection.kebabCase()),
            section.integer("risk", 1, 5),
            conditions(),
            sizing,
            steps("steps"),
            section.has("rollback") ? steps("rollback") : List.of(),
            probes(),
            section.has("whenWindowCloses")
                ? section.choice("whenWindowCloses", WindowClosing.class)
                : null);
    if (runbook.causes().contains(Cause.Kind.UNKNOWN)) {
      section.problem("causes", "an unknown cause has no remedy: a person has to look");
    }
    section.close();
    return signed(runbook);
  }

  private Runbook.Conditions conditions() {
    return new Runbook.Conditions(
        requires,
        section.entries("equal", template, template),
        oneOf(),
        section.has("unmoved") ? section.choices("unmoved", Signal.class) : Set.of());
  }

  private Map<String, List<String>> oneOf() {
    var allowed = new TreeMap<String, List<String>>();
    section
        .section("oneOf")
        .ifPresent(
            entries ->
                entries
                    .keys()
                    .forEach(
                        key -> {
                          entries.checkKey(key, template);
                          allowed.put(key, entries.texts(key, _ -> Optional.empty()));
                        }));
    return allowed;
  }

  private CapacitySizing sizing(PolicySection sizing) {
    var read =
        new CapacitySizing(
            sizing.text("field", RunbookReader::field),
            sizing.text("maximumField", RunbookReader::field),
            sizing.integer("maximum", 1, MOST_REPLICAS),
            plain(sizing.decimal("utilisation", LEAST_SHARE, BigDecimal.ONE)),
            plain(sizing.decimal("tolerable", LEAST_SHARE, BigDecimal.ONE)));
    if (!requires.contains(read.field())) {
      sizing.problem("field", "\"" + read.field() + "\" has to be among what is required");
    }
    sizing.close();
    return read;
  }

  private List<StepTemplate> steps(String key) {
    return section.sections(key).stream().map(this::step).toList();
  }

  private StepTemplate step(PolicySection step) {
    var template =
        new StepTemplate(
            step.text("action", PolicySection.kebabCase()),
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

  private ProbeTemplate probe(PolicySection probe, Set<String> names) {
    var name = probe.text("name", PolicySection.kebabCase());
    if (!name.isEmpty() && !names.add(name)) {
      probe.problem("name", "another probe is named \"" + name + "\"");
    }
    var threshold = probe.decimal("threshold", BigDecimal.ZERO, LARGEST);
    var template =
        new ProbeTemplate(
            name,
            probe.choice("signal", Signal.class),
            probe.choice("comparison", Probe.Comparison.class),
            plain(threshold),
            probe.has("usualFactor")
                ? plain(probe.decimal("usualFactor", BigDecimal.ONE, MOST_FACTOR))
                : "",
            probe.flag("ifMeasured", false));
    if (!template.usualFactor().isEmpty() && template.comparison() != Probe.Comparison.BELOW) {
      probe.problem("usualFactor", "is only for what has to be below its threshold");
    }
    probe.close();
    return template;
  }

  private static Optional<String> field(String value) {
    return Optional.of(value)
        .filter(not(v -> v.matches("[a-zA-Z][a-zA-Z0-9_]{0,63}")))
        .map(v -> "a field's name is letters, digits and _, not \"" + v + "\"");
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
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
        r.conditions(),
        r.sizing(),
        r.steps(),
        r.rollback(),
        r.probes(),
        r.whenWindowCloses());
  }
}
