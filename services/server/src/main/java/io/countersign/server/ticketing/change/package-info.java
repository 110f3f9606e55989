/** Change requests: what they say of a plan, and what people there said of it. */
@NullMarked
package io.countersign.server.ticketing.change;

import org.jspecify.annotations.NullMarked;
