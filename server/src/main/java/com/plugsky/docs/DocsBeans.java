package com.plugsky.docs;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The contract and its rendered form. */
@Configuration(proxyBeanMethods = false)
@Import(DocsController.class)
public class DocsBeans {}
