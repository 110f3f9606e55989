package io.countersign.server.audit.log;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The tiles of the tree, and the entries below it, as monitors read them (C2SP tlog-tiles). */
@RestController
class TilesController {
  /** What an address names never changes; it isn't for everybody, so no proxy may keep it. */
  private static final CacheControl FOR_GOOD =
      CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

  private final ProvableRecord record;

  TilesController(ProvableRecord record) {
    this.record = record;
  }

  @GetMapping(
      path = "/api/v1/audit/tile/{*address}",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<byte[]> tile(@PathVariable String address) {
    return TileRequest.parse(address)
        .flatMap(this::bytes)
        .map(it -> ResponseEntity.ok().cacheControl(FOR_GOOD).body(it))
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_TILE));
  }

  private Optional<byte[]> bytes(TileRequest path) {
    return path.level() == TileRequest.ENTRIES
        ? record.entries(path.index(), path.width())
        : record.tile(path.level(), path.index(), path.width());
  }
}
