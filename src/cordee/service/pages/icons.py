"""Line icons, 24 by 24, drawn for Cordée: the inside of an `<svg>` each, in the colour of the text around."""

from __future__ import annotations

ICONS = {
    "sun": '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6l1.4 1.4M17 17l1.4 1.4'
    'M18.4 5.6 17 7M7 17l-1.4 1.4"/>',
    "path": '<path d="M4 20c4 0 3-6 7-6s3-5 5-8l4-2"/><path d="M20 4v4M20 4h-4"/>',
    "people": '<circle cx="9" cy="8.5" r="3"/><path d="M3.5 19c.5-3.5 2.6-5 5.5-5s5 1.5 5.5 5"/>'
    '<path d="M15.5 6a3 3 0 0 1 0 5.5M17 14.3c2 .6 3.2 2.2 3.5 4.7"/>',
    "question": '<path d="M4 5h16v11H12l-4 4v-4H4z"/><path d="M10 8.8c.2-1 1-1.5 2-1.5 1.2 0 2 .7 2 1.7 '
    '0 1.3-2 1.4-2 2.7"/><path d="M12 13.7v.01"/>',
    "phone": '<path d="M6 3h3l1.5 5L8 9.5a12 12 0 0 0 6.5 6.5L16 13.5l5 1.5v3c0 1.7-1.3 3-3 3C10.8 21 3 '
    '13.2 3 6c0-1.7 1.3-3 3-3z"/>',
}
