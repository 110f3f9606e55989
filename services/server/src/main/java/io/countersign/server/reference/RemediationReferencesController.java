package io.countersign.server.reference;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.server.reference.ReferenceKeeping.Held;
import io.countersign.server.reference.ReferenceKeeping.NewReference;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The references of remediations. Who may keep them, the decider knows. */
@RestController
@RequestMapping("/api/v1/remediations/{id}/references")
class RemediationReferencesController {
  private final ReferenceKeeping references;

  RemediationReferencesController(ReferenceKeeping references) {
    this.references = references;
  }

  @GetMapping
  Held list(@PathVariable("id") String remediation) {
    return references.held(holder(remediation));
  }

  @PostMapping
  CommandSender.Written add(
      @PathVariable("id") String remediation, @RequestBody NewReference body, Origin origin) {
    return references.add(holder(remediation), body, origin);
  }

  @DeleteMapping
  CommandSender.Written remove(
      @PathVariable("id") String remediation,
      @RequestParam String system,
      @RequestParam String kind,
      @RequestParam String id,
      Origin origin) {
    return references.remove(holder(remediation), system, kind, id, origin);
  }

  private static ReferenceHolder holder(String remediation) {
    return ReferenceHolder.of(
        ParameterParsing.id(remediation, RemediationId::new, RefusalCode.UNKNOWN_REMEDIATION));
  }
}
