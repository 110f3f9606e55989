package io.countersign.server.reference;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.reference.ReferenceHolder;
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

/** The references of incidents. Who may keep them, the decider knows. */
@RestController
@RequestMapping("/api/v1/incidents/{id}/references")
class IncidentReferencesController {
  private final ReferenceKeeping references;

  IncidentReferencesController(ReferenceKeeping references) {
    this.references = references;
  }

  @GetMapping
  Held list(@PathVariable("id") String incident) {
    return references.held(holder(incident));
  }

  @PostMapping
  CommandSender.Written add(
      @PathVariable("id") String incident, @RequestBody NewReference body, Origin origin) {
    return references.add(holder(incident), body, origin);
  }

  @DeleteMapping
  CommandSender.Written remove(
      @PathVariable("id") String incident,
      @RequestParam String system,
      @RequestParam String kind,
      @RequestParam String id,
      Origin origin) {
    return references.remove(holder(incident), system, kind, id, origin);
  }

  private static ReferenceHolder holder(String incident) {
    return ReferenceHolder.of(
        ParameterParsing.id(incident, IncidentId::new, RefusalCode.UNKNOWN_INCIDENT));
  }
}
