package io.countersign.server.ticketing.side;

import io.countersign.domain.ticketing.OurField;
import io.countersign.server.ticketing.story.Saying;
import java.util.List;
import java.util.Map;

/**
 * A ticket as it is to be, by what stands here.
 *
 * @param title one line
 * @param fields by our names
 * @param written what would be written, by our names, in full; of fields it's their words
 * @param sayings what is to be said, in order
 */
public record OurSide(
    String title,
    String description,
    Map<String, OurField> fields,
    Map<String, String> written,
    List<Saying> sayings) {
  public List<String> keys() {
    return sayings.stream().map(Saying::key).toList();
  }
}
