package io.countersign.server.catalog;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.inventory.InventoryReading;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.Entity;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The inventories of other systems, in the form in which a catalogue is applied. */
@RestController
@RequestMapping("/api/v1/catalog/sources")
class InventoryController {
  /** One entry, as a document declares it. */
  record Declared(
      String kind, String name, String environment, String owner, int tier, boolean entryPoint) {
    static Declared of(Entity it) {
      var id = it.id();
      return new Declared(
          id.kind(), id.name(), id.environment(), it.owner(), it.tier(), it.entryPoint());
    }
  }

  /** A document to be applied. */
  record Document(List<Declared> entities, List<CatalogController.Edge> relations) {}

  /**
   * What was read.
   *
   * @param passedOver what couldn't be taken
   */
  record Read(Document catalog, List<String> passedOver) {}

  private final InventoryGate inventories;

  InventoryController(InventoryGate inventories) {
    this.inventories = inventories;
  }

  /** It changes nothing here: who applies it says that it's so. */
  @GetMapping("/{connection}")
  Read read(@PathVariable String connection) {
    var asked =
        inventories
            .of(connection)
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusalCode.UNKNOWN_INTEGRATION,
                        "No connection of this name knows what there is."));
    return switch (asked) {
      case Outcome.Ok<InventoryReading>(var it) ->
          new Read(
              new Document(
                  it.inventory().entities().stream().map(Declared::of).toList(),
                  it.inventory().relations().stream().map(CatalogController.Edge::of).toList()),
              it.passedOver());
      case Outcome.Failed<InventoryReading> failed ->
          throw new RefusedException(RefusalCode.UNAVAILABLE, TextRedaction.text(failed.message()));
    };
  }
}
