/** The story of an incident, as far as its tickets tell it. */
@NullMarked
package io.countersign.server.ticketing.story;

import org.jspecify.annotations.NullMarked;
