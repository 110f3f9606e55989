/** Routes of notices: who hears of what, where and when, and who hears next. */
@NullMarked
package io.countersign.domain.oncall.route;

import org.jspecify.annotations.NullMarked;
