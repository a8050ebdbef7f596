import * as vscode from 'vscode';

/**
 * Puts a page into a webview, which can load its own script and style and nothing else.
 *
 * @param name That of the page's script, of its style, and of the element that the script fills.
 */
export function setPage(webview: vscode.Webview, extensionUri: vscode.Uri, name: 'reader' | 'overview'): void {
  const scripts = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  webview.options = { enableScripts: true, localResourceRoots: [scripts, media] };
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(scripts, `${name}.js`)).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(media, `${name}.css`)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  webview.html = `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${style}">
</head>
<body>
<main id="${name}" tabindex="-1"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
