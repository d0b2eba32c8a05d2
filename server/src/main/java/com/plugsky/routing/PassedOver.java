package com.plugsky.routing;

import com.plugsky.fleet.Model;

/** A model that was looked at and not chosen, and why, in words for the caller. */
public record PassedOver(Model model, String because) {}
