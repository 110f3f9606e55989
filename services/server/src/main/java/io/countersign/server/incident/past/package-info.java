/** The moment that is asked about, where it isn't now, and what can't be known of it any more. */
@NullMarked
package io.countersign.server.incident.past;

import org.jspecify.annotations.NullMarked;
