/* global SwaggerUIBundle */
// Draws the description that the server gives of itself. Nothing is loaded from elsewhere.
SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#api',
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: 'list',
  validatorUrl: null,
});
