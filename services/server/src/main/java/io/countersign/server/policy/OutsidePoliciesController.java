package io.countersign.server.policy;

import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.policies.bundle.OfferedFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of policy files outside of the record, so that they can be proposed. */
@RestController
class OutsidePoliciesController {
  /**
   * Some of them.
   *
   * @param differing the names of those that aren't in force as they are
   * @param files the text of each by name
   */
  record Outside(List<String> differing, Map<String, String> files) {}

  /**
   * All of them.
   *
   * @param shipped what this release comes with
   * @param configured the configured directory's runbooks, and the times that are set
   */
  record Sources(Outside shipped, Outside configured) {}

  private final PolicyFilesWatch watch;

  OutsidePoliciesController(PolicyFilesWatch watch) {
    this.watch = watch;
  }

  @GetMapping("/api/v1/policy/outside")
  Sources read() {
    var comparison = watch.compare();
    return new Sources(
        new Outside(comparison.shipped(), texts(OfferedFiles.shippedFiles())),
        new Outside(comparison.configured(), texts(watch.configured())));
  }

  private static Map<String, String> texts(List<BundleContent.File> files) {
    var texts = new TreeMap<String, String>();
    files.forEach(it -> texts.put(it.name(), it.text()));
    return texts;
  }
}
