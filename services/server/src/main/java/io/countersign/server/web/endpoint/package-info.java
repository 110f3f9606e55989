/** Endpoints that differ from others in who may call them or in what they are sent. */
@NullMarked
package io.countersign.server.web.endpoint;

import org.jspecify.annotations.NullMarked;
