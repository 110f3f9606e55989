/** Work that is done again and again, on Spring's scheduler, and the clock that all goes by. */
@NullMarked
package io.countersign.server.schedule;

import org.jspecify.annotations.NullMarked;
