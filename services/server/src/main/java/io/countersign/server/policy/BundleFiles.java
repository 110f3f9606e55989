package io.countersign.server.policy;

import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.BundleSummary;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.problem.RefusedException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The files of bundles as they are kept beside the record. */
@Component
final class BundleFiles {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Ledger ledger;

  BundleFiles(Ledger ledger) {
    this.ledger = ledger;
  }

  /** To be kept with the bundle's proposal. */
  static Blob blob(BundleContent content) {
    return BlobFactory.json(content.bytes());
  }

  /** What is recorded of a bundle that compiles. */
  static BundleSummary summary(BundleContent content, CompiledBundle compiled, Blob blob) {
    return new BundleSummary(
        content.digest(),
        blob.ref(),
        content.files().size(),
        compiled.count(),
        compiled.runbooks().size());
  }

  /** Empty where they are gone, or don't have the digest that is on record. */
  Optional<BundleContent> content(BundleSummary summary) {
    return ledger
        .blob(summary.content())
        .flatMap(BundleFiles::read)
        .filter(it -> it.digest().equals(summary.digest()));
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
   * @throws RefusedException for what can't be a bundle
   */
  static BundleContent given(Map<String, String> texts) {
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
