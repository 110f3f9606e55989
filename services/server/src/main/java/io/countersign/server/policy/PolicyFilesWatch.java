package io.countersign.server.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.PolicyFilesEvent.FilesDiffered;
import io.countersign.ledger.Submission;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.OfferedFiles;
import io.countersign.server.config.Configuration;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * The watch over policy files outside of the record: they have no say, so whoever edits them is in
 * error, or hopes that nobody looks.
 */
@Component
@DependsOn(PolicyBootstrap.NAME)
public final class PolicyFilesWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyFilesWatch.class);

  /**
   * How they compare with the bundle in force.
   *
   * @param shipped the names of those of this release that aren't in force as they are
   * @param configured the names of those of the configuration that aren't, or are in force and gone
   * @param unreadable why the configured ones can't be read; empty where they can
   */
  public record Comparison(List<String> shipped, List<String> configured, String unreadable) {
    public Comparison {
      shipped = List.copyOf(shipped);
      configured = List.copyOf(configured);
    }
  }

  private final PolicyBundles bundles;
  private final BundleFiles files;
  private final Configuration configuration;
  private final CommandSender commands;
  private final InstantSource clock;

  PolicyFilesWatch(
      PolicyBundles bundles,
      BundleFiles files,
      Configuration configuration,
      CommandSender commands,
      InstantSource clock) {
    this.bundles = bundles;
    this.files = files;
    this.configuration = configuration;
    this.commands = commands;
    this.clock = clock;
  }

  /** As of now. */
  public Comparison compare() {
    var inForce = inForce();
    var shipped = differing(OfferedFiles.shippedFiles(), inForce, _ -> false);
    try {
      var configured = PolicyOffer.read(configuration).configured();
      return new Comparison(shipped, differing(configured, inForce, this::isOfTheDirectory), "");
    } catch (IOException | IllegalArgumentException e) {
      return new Comparison(shipped, List.of(), String.valueOf(e.getMessage()));
    }
  }

  /** Records configured files that differ, once for each content of theirs. */
  void look() {
    var inForce = bundles.inForce().orElseThrow();
    var comparison = compare();
    if (comparison.configured().isEmpty()) {
      return;
    }
    var differed = new FilesDiffered(Digest.ofJson(texts(configured())), inForce.digest());
    LOG.warn("policy files aren't those in force, and have no say: {}", comparison.configured());
    var _ =
        commands.receipts(
            List.of(
                new Submission.OfStandaloneEvent(
                    differed, differed.key(), SystemOrigin.context(clock.instant()))));
  }

  /** Those of the configuration; none where they can't be read. */
  List<BundleContent.File> configured() {
    try {
      return PolicyOffer.read(configuration).configured();
    } catch (IOException | IllegalArgumentException _) {
      return List.of();
    }
  }

  private Map<String, String> inForce() {
    return bundles
        .inForce()
        .flatMap(it -> bundles.find(it.bundle()))
        .flatMap(it -> files.content(it.summary()))
        .map(BundleContent::texts)
        .orElse(Map.of());
  }

  /** A directory that isn't configured any more misses nothing. */
  private boolean isOfTheDirectory(String name) {
    return configuration.runbooks() != null && name.startsWith(BundleCompiler.CONFIGURED);
  }

  private static Map<String, String> texts(List<BundleContent.File> files) {
    return files.stream()
        .collect(
            Collectors.toMap(
                BundleContent.File::name, BundleContent.File::text, (a, _) -> a, TreeMap::new));
  }

  /**
   * @param own which of the files in force are expected to be among these
   */
  private static List<String> differing(
      List<BundleContent.File> found, Map<String, String> inForce, Predicate<String> own) {
    var names = new TreeMap<String, String>(texts(found));
    var gone = inForce.keySet().stream().filter(own).filter(it -> !names.containsKey(it)).toList();
    names.entrySet().removeIf(it -> it.getValue().equals(inForce.get(it.getKey())));
    gone.forEach(it -> names.put(it, ""));
    return List.copyOf(names.keySet());
  }
}
