package org.sanalpos.hub.virtualpos;

import java.util.List;

/** A list as the API answers it: an object, so that it can grow. */
record Items<T>(List<T> items) {}
