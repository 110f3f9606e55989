/** Work that is done again and again, on Spring's scheduler. */
@NullMarked
package io.countersign.server.schedule;

import org.jspecify.annotations.NullMarked;
