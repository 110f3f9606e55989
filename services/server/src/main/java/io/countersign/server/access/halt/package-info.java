/** What a halt stops, in words. */
@NullMarked
package io.countersign.server.access.halt;

import org.jspecify.annotations.NullMarked;
