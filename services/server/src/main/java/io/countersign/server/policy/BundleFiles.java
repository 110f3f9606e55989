package io.countersign.server.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.domain.policy.bundle.ReplaySummary;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.problem.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files of bundles as they are kept beside the record. */
@Component
final class BundleFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private final Ledger ledger;

  BundleFiles(Ledger ledger) {
    this.ledger = ledger;
  }

  /** To be kept with the bundle's proposal. */
  static Blob blob(BundleContent content) {
    return BlobFactory.json(content.bytes());
  }

  /**
   * What is recorded of a bundle that compiles.
   *
   * @param replaced the runbooks of what it is to replace
   */
  static BundleSummary summary(
      BundleContent content, CompiledBundle compiled, Blob blob, Collection<Runbook> replaced) {
    return new BundleSummary(
        content.digest(),
        blob.ref(),
        content.files().size(),
        compiled.count(),
        compiled.runbooks().size(),
        brought(compiled.runbooks(), replaced));
  }

  /** By what they say, which names them, too. */
  private static Map<String, Digest> brought(
      Collection<Runbook> runbooks, Collection<Runbook> replaced) {
    var known = replaced.stream().map(Runbook::digest).collect(Collectors.toSet());
    return runbooks.stream()
        .filter(it -> !known.contains(it.digest()))
        .collect(Collectors.toMap(Runbook::id, Runbook::digest));
  }

  /** Empty where they are gone, or don't have the digest that is on record. */
  Optional<BundleContent> content(BundleSummary summary) {
    return ledger
        .blob(summary.content())
        .flatMap(BundleFiles::read)
        .filter(it -> it.digest().equals(summary.digest()));
  }

  /** To be kept with a proposal: what its replay found. */
  static Blob flips(List<PolicyReplay.Flip> flips) {
    return BlobFactory.json(JSON.writeValueAsBytes(flips));
  }

  /** None where no replay was kept. */
  List<PolicyReplay.Flip> flips(@Nullable ReplaySummary replay) {
    var list = replay == null ? null : replay.list();
    return list == null
        ? List.of()
        : ledger
            .blob(list)
            .map(it -> JSON.readValue(it, new TypeReference<List<PolicyReplay.Flip>>() {}))
            .orElseThrow(() -> new RefusedException(RefusalCode.CONTENT_CHANGED));
  }

  private static Optional<BundleContent> read(byte[] json) {
    try {
      return Optional.of(of(JSON.readValue(json, new TypeReference<Map<String, String>>() {})));
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * What a caller gave.
   *
   * @throws RefusedException for what can't be a bundle, or is more than one may have
   */
  static BundleContent given(Map<String, String> texts) {
    if (BundleContent.isTooLarge(texts) || BundleCompiler.hasTooManyRules(texts.keySet())) {
      throw new RefusedException(RefusalCode.POLICY_BUNDLE_TOO_LARGE);
    }
    try {
      return of(texts);
    } catch (IllegalArgumentException e) {
      throw RefusedException.badRequest("/files", String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param texts by name
   * @throws IllegalArgumentException for what can't be a bundle
   */
  static BundleContent of(Map<String, String> texts) {
    var files = new ArrayList<BundleContent.File>();
    texts.forEach((name, text) -> files.add(new BundleContent.File(name, text)));
    return new BundleContent(files);
  }
}
