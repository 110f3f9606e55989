/** Who is on call, who hears of what, and who hears next. */
@NullMarked
package io.countersign.server.oncall;

import org.jspecify.annotations.NullMarked;
